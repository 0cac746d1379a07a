namespace Cutwork.Imaging;

/// <summary>What a decoder accepts.</summary>
public sealed record DecodeOptions
{
    /// <summary>
    /// The most pixels (H · W) of one image; a larger one is refused from its header, before memory is taken for it. 100
    /// megapixels unless said otherwise.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public long MaximumPixels
    {
        get;
        init =>
            field =
                value >= 1
                    ? value
                    : throw new ArgumentOutOfRangeException(
                        nameof(value),
                        value,
                        "MaximumPixels must be at least 1 pixel; leave it out for 100 megapixels."
                    );
    } = 100_000_000;
}
