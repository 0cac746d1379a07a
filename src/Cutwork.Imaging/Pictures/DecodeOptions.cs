using System.Numerics;

namespace Cutwork.Imaging;

/// <summary>What a decoder accepts, and how much of it is decoded.</summary>
public sealed record DecodeOptions
{
    /// <summary>
    /// The most pixels (H · W) of one image; a larger one is refused from its header, before memory is taken for it. 100
    /// megapixels unless said otherwise. What the file stores counts, whatever the <see cref="Reduction"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public long MaximumPixels
    {
        get;
        init => field = AtLeastOne(value, "MaximumPixels", "pixel; leave it out for 100 megapixels");
    } = 100_000_000;

    /// <summary>
    /// The most bytes of one image file, in a folder or in a shard; a larger one is refused before memory is taken for it. 512 MiB unless said
    /// otherwise, which holds 100 megapixels uncompressed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public long MaximumFileBytes
    {
        get;
        init => field = AtLeastOne(value, "MaximumFileBytes", "byte; leave it out for 512 MiB");
    } = 512L << 20;

    /// <summary>Why a file of so many bytes is not read; null where it is.</summary>
    internal string? TooLarge(long bytes) =>
        bytes > Math.Min(MaximumFileBytes, Array.MaxLength)
            ? $"it has {bytes} bytes, beyond the limit of {Math.Min(MaximumFileBytes, Array.MaxLength)}; "
                + "if the file is to be trusted, raise the limit (DecodeOptions.MaximumFileBytes, --most-file)."
            : null;

    /// <summary>
    /// The most scans (passes over the whole picture) of a JPEG file; a file with more is refused before one is decoded. 64 unless said
    /// otherwise: a scan of a few bytes costs as much time as one of many, and encoders write about ten. SkiaSharp takes 99 at most.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int MaximumScans
    {
        get;
        init => field = AtLeastOne(value, "MaximumScans", "scan; leave it out for 64");
    } = 64;

    /// <summary>
    /// 1, 2, 4 or 8: the sides of a JPEG picture are decoded at 1/1, 1/2, 1/4 or 1/8, rounded up, for less than the time of
    /// the whole; other formats come whole. 1 unless said otherwise.
    /// </summary>
    /// <remarks>
    /// libjpeg's reduced inverse transform: the same pixels from each decoder, and not those of decoding whole and resizing.
    /// <see cref="PictureHeader.LargestReduction"/> says how far a file may be reduced for the size that is needed.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    public int Reduction
    {
        get;
        init =>
            field = value is 1 or 2 or 4 or 8
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(value),
                    value,
                    "Reduction must be 1 (whole), 2, 4 or 8; decode at the next smaller one and resize."
                );
    } = 1;

    /// <summary>Which decoders JPEG files are given to; all that are there unless said otherwise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not one of its values.</exception>
    public JpegDecoding Jpeg
    {
        get;
        init =>
            field = Enum.IsDefined(value)
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(value),
                    value,
                    "Jpeg is Fastest, LibjpegTurbo or SkiaSharp; leave it out for the fastest."
                );
    }

    private static T AtLeastOne<T>(T value, string name, string what)
        where T : INumber<T> =>
        value >= T.One
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{name} must be at least 1 {what}.");
}
