using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>Erases square holes of a fixed size, anywhere (DeVries and Taylor 2017, arXiv 1708.04552).</summary>
public sealed record Cutout : Policy
{
    /// <summary>Cutout with one hole of 16 × 16 pixels on every image, the paper's for CIFAR-10.</summary>
    public Cutout()
        : base(Scope.Sample) { }

    /// <summary>Cutout with square holes of this side.</summary>
    public Cutout(Length side)
        : this() => Height = Width = side;

    /// <summary>Holes per image. They may overlap.</summary>
    public CountRange Holes { get; init; } = 1;

    /// <summary>Height of a hole.</summary>
    public Length Height { get; init; } = Length.Pixels(16);

    /// <summary>Width of a hole.</summary>
    public Length Width { get; init; } = Length.Pixels(16);

    /// <summary>Clipped at the border (the paper's) or wholly inside.</summary>
    public Placement Placement
    {
        get;
        init => field = Guard.Defined(value, nameof(Placement));
    }

    /// <summary>Odd lengths honored, or truncated as the published code does.</summary>
    public OddLengths OddLengths
    {
        get;
        init => field = Guard.Defined(value, nameof(OddLengths));
    }

    /// <summary>What fills the holes.</summary>
    public Paint Paint
    {
        get;
        init => field = Eraser.Check(value, nameof(Paint));
    } = Paint.Mean;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => "cutout";

    /// <inheritdoc/>
    [JsonIgnore]
    public override Mixing Mixing => Mixing.None;

    /// <inheritdoc/>
    protected internal override Paint StrokePaint => Paint;

    /// <inheritdoc/>
    protected internal override void Draw(Sketch sketch)
    {
        int height = Height.Resolve(sketch.Size.Height);
        int width = Width.Resolve(sketch.Size.Width);
        foreach (Unit unit in sketch.Units(Scope))
        {
            Rng rng = unit.Open();
            if (!rng.Chance(Probability))
                continue;
            int holes = rng.Count(Holes);
            for (int hole = 0; hole < holes; hole++)
            {
                Region region = Boxes.Place(ref rng, sketch.Size, height, width, Placement, OddLengths);
                sketch.Erase(unit, region, ref rng);
            }
        }
    }

    /// <inheritdoc/>
    public override string Describe()
    {
        string holes = Holes is { Least: 1, Most: 1 } ? "one hole" : $"{Holes} holes";
        string place =
            Placement == Placement.Clipped
                ? "centered on any pixel and clipped at the border"
                : "anywhere inside the image";
        string odd = OddLengths == OddLengths.Truncated ? " (odd sides truncated to even)" : "";
        return $"Cutout on {Frequency()}: {holes} of {Height} × {Width}{odd}, {place}, filled with {Paint}.";
    }
}
