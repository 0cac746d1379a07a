using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>Erases rectangles of random area and aspect (Zhong et al. 2017, arXiv 1708.04896).</summary>
/// <remarks>The defaults are the paper's: p = 0.5, s from 0.02 to 0.4, r from 0.3 to 1/0.3, uniform; filled with the mean.</remarks>
public sealed record RandomErasing : Policy
{
    /// <summary>Random Erasing with the paper's parameters.</summary>
    public RandomErasing()
        : base(Scope.Sample) => Probability = 0.5;

    /// <summary>The area of all of an image's boxes together, as a fraction of the image; from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 0 to 1.</exception>
    public Interval Area
    {
        get;
        init => field = Guard.Within(value, 0, 1, nameof(Area), "a fraction of the image");
    } = (0.02, 0.4);

    /// <summary>Height over width of a box; from 0.001 to 1000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 0.001 to 1000.</exception>
    public Interval Aspect
    {
        get;
        init => field = Guard.Within(value, 0.001, 1000, nameof(Aspect), "height over width");
    } = (0.3, 1 / 0.3);

    /// <summary>Uniform as the paper's code, or log-uniform as timm and torchvision.</summary>
    public AspectLaw AspectLaw
    {
        get;
        init => field = Guard.Defined(value, nameof(AspectLaw));
    }

    /// <summary>Redraw boxes that don't fit, or draw only fitting ones.</summary>
    public Fit Fit
    {
        get;
        init => field = Guard.Defined(value, nameof(Fit));
    }

    /// <summary>Draws per box under <see cref="Fit.Retry"/>: 100 in the paper's code, 10 in timm and torchvision; at most 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 1 to 10,000.</exception>
    public int Attempts
    {
        get;
        init => field = (int)Guard.Between(value, 1, 10_000, nameof(Attempts), "a number of draws");
    } = 100;

    /// <summary>What happens to a box whose attempts are used up.</summary>
    public AfterAttempts AfterAttempts
    {
        get;
        init => field = Guard.Defined(value, nameof(AfterAttempts));
    }

    /// <summary>Boxes per image; the drawn area is divided by their number, as in timm. They may overlap.</summary>
    public CountRange Count { get; init; } = 1;

    /// <summary>What fills the boxes.</summary>
    public Paint Paint
    {
        get;
        init => field = Eraser.Check(value, nameof(Paint));
    } = Paint.Mean;

    /// <summary>Whether a draw that equals the probability is treated.</summary>
    public Threshold Threshold
    {
        get;
        init => field = Guard.Defined(value, nameof(Threshold));
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => "random-erasing";

    /// <inheritdoc/>
    [JsonIgnore]
    public override Mixing Mixing => Mixing.None;

    /// <inheritdoc/>
    protected internal override Paint StrokePaint => Paint;

    /// <inheritdoc/>
    protected internal override void Draw(Sketch sketch)
    {
        var aspects = new LogUniformLaw(Aspect);
        foreach (Unit unit in sketch.Units(Scope))
        {
            Rng rng = unit.Open();
            if (!Passes(rng.NextDouble()))
                continue;
            int count = rng.Count(Count);
            for (int box = 0; box < count; box++)
                sketch.Erase(unit, DrawBox(ref rng, sketch.Size, count, aspects), ref rng);
        }
    }

    /// <summary>True where this uniform draw means that the image is treated.</summary>
    internal bool Passes(double draw) =>
        draw < Probability || Threshold == Threshold.Inclusive && draw == Probability && Probability > 0;

    private Region DrawBox(ref Rng rng, Size size, int count, in LogUniformLaw aspects)
    {
        int height = 0;
        int width = 0;
        for (int attempt = 0; attempt < (Fit == Fit.Exact ? 1 : Attempts); attempt++)
        {
            double area = rng.Uniform(Area) * size.Area / count; // S_e = S · Rand(s_l, s_h)
            Interval range = Fit == Fit.Exact ? ErasingBox.Fitting(area, Aspect, size) : Aspect;
            double aspect =
                AspectLaw == AspectLaw.Uniform ? rng.Uniform(range)
                : Fit == Fit.Exact ? rng.LogUniform(range)
                : aspects.Draw(ref rng);
            (height, width) = ErasingBox.Sides(area, aspect);
            if (
                Fit == Fit.Exact
                    ? ErasingBox.Clamp(ref height, ref width, size)
                    : ErasingBox.Accepts(height, width, size)
            )
                return Place(ref rng, size, height, width);
        }
        if (AfterAttempts == AfterAttempts.Skip)
            return default;
        ErasingBox.Clamp(ref height, ref width, size);
        return Place(ref rng, size, height, width);
    }

    private static Region Place(ref Rng rng, Size size, int height, int width) =>
        Boxes.Place(ref rng, size, height, width, Placement.Inside, OddLengths.Exact);

    /// <inheritdoc/>
    public override string Describe()
    {
        string boxes = Count is { Least: 1, Most: 1 } ? "one box" : $"{Count} boxes sharing";
        string law = AspectLaw == AspectLaw.Uniform ? "uniform" : "log-uniform";
        string fit = Fit switch
        {
            Fit.Exact => "drawn to fit",
            _ when AfterAttempts == AfterAttempts.Clamp => $"cut to the image after {Attempts} attempts",
            _ => $"given up after {Attempts} attempts",
        };
        return $"Random Erasing on {Frequency()}: {boxes} {Area} of the area, height over width {Aspect} ({law}), {fit}, filled with {Paint}.";
    }
}

/// <summary>How the aspect, height over width, is drawn from its range.</summary>
public enum AspectLaw
{
    /// <summary>Uniformly, so that on 0.3 to 3.33 three of four boxes are taller than wide: the code of the Random Erasing paper.</summary>
    Uniform,

    /// <summary>Its logarithm uniformly, tall and wide alike: timm and torchvision.</summary>
    LogUniform,
}

/// <summary>What happens when a drawn area and aspect give a box that is larger than the image.</summary>
public enum Fit
{
    /// <summary>
    /// Both are drawn again, up to <see cref="RandomErasing.Attempts"/> times: all published code. Large areas and long aspects
    /// are then rarer than asked for, the more so the longer the image: 0.148 erased instead of 0.175 at 1:4.
    /// </summary>
    Retry,

    /// <summary>
    /// The aspect is drawn from the part of its range that fits the drawn area (its nearest end where none does). It never
    /// fails, and the area's law holds on images of any shape.
    /// </summary>
    Exact,
}

/// <summary>What happens to a box whose attempts are used up.</summary>
public enum AfterAttempts
{
    /// <summary>It is left out: all published code.</summary>
    Skip,

    /// <summary>The last draw is cut to the image's sides.</summary>
    Clamp,
}

/// <summary>How a uniform draw in [0, 1) is held against a probability. The two differ by 2⁻⁵³.</summary>
public enum Threshold
{
    /// <summary>Treated where the draw is below the probability: exact at 0 and 1. torchvision, CutMix.</summary>
    Exclusive,

    /// <summary>Treated where the draw is at most the probability: the code of the Random Erasing paper, timm's erasing.</summary>
    Inclusive,
}
