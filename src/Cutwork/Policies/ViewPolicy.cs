using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>A policy that decides which part of its source an image shows, and lays no stroke. It draws for every sample by itself.</summary>
/// <remarks>
/// Views follow each other: each is a part of what the one before shows. They go before what is painted, whatever their place in the
/// recipe, since strokes lie on the image that is shown.
/// </remarks>
public abstract record ViewPolicy : Policy
{
    /// <summary>For deriving.</summary>
    protected ViewPolicy()
        : base(Scope.Sample) { }

    /// <inheritdoc/>
    [JsonIgnore]
    public sealed override Mixing Mixing => Mixing.None;

    /// <inheritdoc/>
    protected internal sealed override Paint StrokePaint => Paint.Mean;

    internal sealed override bool Frames => true;

    /// <inheritdoc/>
    protected internal sealed override void Draw(Sketch sketch)
    {
        foreach (Unit unit in sketch.Units(Scope))
        {
            Rng rng = unit.Open();
            if (Passes(unit, ref rng))
                sketch.Show(unit, Frame(sketch, unit, ref rng));
        }
    }

    /// <summary>True where the image is treated.</summary>
    private protected virtual bool Passes(Unit unit, ref Rng rng) => rng.Chance(Probability);

    /// <summary>What an image shows of its view so far.</summary>
    /// <param name="sketch">The batch's size, and <see cref="Sketch.ViewOf"/>.</param>
    /// <param name="unit">One image.</param>
    /// <param name="rng">Its random stream.</param>
    protected abstract View Frame(Sketch sketch, Unit unit, ref Rng rng);

    /// <inheritdoc/>
    protected internal override string? Conflict() =>
        Scope == Scope.Sample
            ? null
            : $"{Name} decides for each image by itself, since sources differ in size; its scope is sample, not {Scope}.";
}
