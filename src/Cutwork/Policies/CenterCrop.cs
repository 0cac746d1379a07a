using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>
/// Shows the middle of the source, in the batch's proportions: the usual way of evaluation, resizing and center cropping in one.
/// </summary>
/// <remarks>
/// The largest centered part with the batch's proportions, each side times <see cref="Share"/>, rounded to whole pixels of the source.
/// torchvision's "resize the shorter side to 256, crop 224" is a share of 224/256, but for half a pixel, as it rounds after resizing.
/// </remarks>
public sealed record CenterCrop : ViewPolicy
{
    /// <summary>As much as fits.</summary>
    public CenterCrop() { }

    /// <summary>A share of what fits, as timm's <c>crop_pct</c>.</summary>
    public CenterCrop(double share) => Share = share;

    /// <summary>The share of each side, above 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in that range.</exception>
    public double Share
    {
        get;
        init =>
            field = value is > 0 and <= 1
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(Share),
                    value,
                    "The share of each side that is shown is above 0, up to 1."
                );
    } = 1;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => "center-crop";

    /// <inheritdoc/>
    protected override View Frame(Sketch sketch, Unit unit, ref Rng rng)
    {
        View view = sketch.ViewOf(unit);
        (int height, int width) = (view.Crop.Height, view.Crop.Width);
        // The source's pixels under one of the batch's, where the shorter side fits.
        double scale = Math.Min((double)height / sketch.Size.Height, (double)width / sketch.Size.Width) * Share;
        int partHeight = (int)Math.Clamp(Math.Round(sketch.Size.Height * scale), 1, height);
        int partWidth = (int)Math.Clamp(Math.Round(sketch.Size.Width * scale), 1, width);
        return view.Part(new Region((height - partHeight) / 2, (width - partWidth) / 2, partHeight, partWidth));
    }

    /// <inheritdoc/>
    public override string Describe() =>
        $"Center crop of {Frequency()}: {Percent(Share)} of each side of the largest part with the batch's proportions, brought to its size.";
}
