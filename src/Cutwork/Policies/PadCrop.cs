using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>
/// Shows a part of the batch's size, anywhere on the source and its margin: "pad by 4, crop 32×32", the standard on CIFAR (He et al.
/// 2016, arXiv 1512.03385; torchvision's <c>RandomCrop</c> with padding).
/// </summary>
/// <remarks>
/// Nothing is resampled. A source that is smaller than the batch even with its margin is shown in the middle. What lies beyond the source
/// has the color of <see cref="ApplyOptions.Padding"/>.
/// </remarks>
public sealed record PadCrop : ViewPolicy
{
    /// <summary>Four pixels on each side.</summary>
    public PadCrop() { }

    /// <summary>A margin of this width on each side.</summary>
    public PadCrop(Length padding) => Padding = padding;

    /// <summary>The margin on each side; a fraction is one of the batch's side.</summary>
    public Length Padding { get; init; } = Length.Pixels(4);

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => "pad-crop";

    /// <inheritdoc/>
    protected override View Frame(Sketch sketch, Unit unit, ref Rng rng)
    {
        View view = sketch.ViewOf(unit);
        int top = Place(ref rng, view.Crop.Height, sketch.Size.Height, Padding.Resolve(sketch.Size.Height));
        int left = Place(ref rng, view.Crop.Width, sketch.Size.Width, Padding.Resolve(sketch.Size.Width));
        return view.Part(new Region(top, left, sketch.Size.Height, sketch.Size.Width));
    }

    private static int Place(ref Rng rng, int length, int part, int padding)
    {
        int places = length + 2 * padding - part;
        return places >= 0 ? rng.Below(places + 1) - padding : (length - part) / 2;
    }

    /// <inheritdoc/>
    public override string Describe() =>
        $"Crop of {Frequency()}: a part of the batch's size anywhere on the source and {Padding} around it.";
}
