using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>
/// Shows a random part of the source, of random area and proportions, brought to the batch's size: "Inception-style" cropping (Szegedy
/// et al. 2015, arXiv 1409.4842), with the laws of torchvision's <c>RandomResizedCrop</c>.
/// </summary>
/// <remarks>
/// <code>
/// A = H·W · U(area),  r = exp U(ln aspect),  w = round √(A r),  h = round √(A / r)      r is width over height
/// </code>
/// Halves round to even. A box that does not fit is drawn again, ten times in all; then the largest centered part whose proportions are
/// allowed is shown.
/// </remarks>
public sealed record RandomResizedCrop : ViewPolicy
{
    private const int Attempts = 10;

    /// <summary>8 % to all of the area, proportions from 3:4 to 4:3.</summary>
    public RandomResizedCrop() { }

    /// <summary>Another range of areas.</summary>
    /// <param name="area">Shares of the source's area.</param>
    public RandomResizedCrop(Interval area) => Area = area;

    /// <summary>The part's share of the area, from above 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in that range.</exception>
    public Interval Area
    {
        get;
        init =>
            field = value is { Low: > 0, High: <= 1 }
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(Area),
                    $"The area is a range of shares above 0, up to 1; {value} is not."
                );
    } = (0.08, 1);

    /// <summary>Width over height, above 0, log-uniform.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0.</exception>
    public Interval Aspect
    {
        get;
        init =>
            field =
                value.Low > 0
                    ? value
                    : throw new ArgumentOutOfRangeException(
                        nameof(Aspect),
                        $"The aspect is a range of ratios (width over height) above 0; {value} is not."
                    );
    } = (3.0 / 4, 4.0 / 3);

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => "random-resized-crop";

    /// <inheritdoc/>
    protected override View Frame(Sketch sketch, Unit unit, ref Rng rng)
    {
        View view = sketch.ViewOf(unit);
        (int height, int width) = (view.Crop.Height, view.Crop.Width);
        var aspects = new LogUniformLaw(Aspect);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            double area = rng.Uniform(Area) * ((double)height * width);
            double aspect = aspects.Draw(ref rng);
            double partWidth = Math.Round(Math.Sqrt(area * aspect));
            double partHeight = Math.Round(Math.Sqrt(area / aspect));
            if (partWidth < 1 || partWidth > width || partHeight < 1 || partHeight > height)
                continue;
            int top = rng.Below(height - (int)partHeight + 1);
            int left = rng.Below(width - (int)partWidth + 1);
            return view.Part(new Region(top, left, (int)partHeight, (int)partWidth));
        }
        return view.Part(Largest(height, width));
    }

    /// <summary>The largest centered part whose proportions are allowed.</summary>
    private Region Largest(int height, int width)
    {
        double aspect = (double)width / height;
        int partHeight = aspect < Aspect.Low ? Rounded(width / Aspect.Low, height) : height;
        int partWidth = aspect > Aspect.High ? Rounded(height * Aspect.High, width) : width;
        return new Region((height - partHeight) / 2, (width - partWidth) / 2, partHeight, partWidth);
    }

    private static int Rounded(double side, int most) => (int)Math.Clamp(Math.Round(side), 1, most);

    /// <inheritdoc/>
    public override string Describe() =>
        $"Random resized crop of {Frequency()}: {Area} of the area, width over height {Aspect}, brought to the batch's size.";
}
