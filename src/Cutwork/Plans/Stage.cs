using System.Collections.Immutable;

namespace Cutwork;

/// <summary>
/// What one policy drew for one batch: strokes, ordered by the image they go to. Partners are read as they were before this
/// stage.
/// </summary>
public sealed class Stage : IEquatable<Stage>
{
    private readonly Stroke[] strokes;
    private readonly int[] starts;

    /// <summary>A stage for a batch of <paramref name="count"/> images; strokes keep their order within each image.</summary>
    /// <exception cref="ArgumentException">A stroke names an image, a partner or an origin that is not there.</exception>
    public Stage(int count, ImmutableArray<Origin> origins, ReadOnlySpan<Stroke> strokes)
    {
        Origins = origins.IsDefault ? [] : origins;
        starts = new int[Guard.AtLeast(count, 1, nameof(count), "image") + 1];
        foreach (ref readonly Stroke stroke in strokes)
        {
            Check(stroke, count);
            starts[stroke.Position + 1]++;
        }
        for (int position = 0; position < count; position++)
            starts[position + 1] += starts[position];

        // A counting sort: policies that draw once for a whole batch lay their strokes hole by hole, not image by image.
        this.strokes = new Stroke[strokes.Length];
        Span<int> next = count <= 512 ? stackalloc int[count] : new int[count];
        starts.AsSpan(0, count).CopyTo(next);
        foreach (ref readonly Stroke stroke in strokes)
            this.strokes[next[stroke.Position]++] = stroke;
    }

    /// <summary>The policies that drew here: one, or the alternatives of a choice.</summary>
    public ImmutableArray<Origin> Origins { get; }

    /// <summary>All strokes, ordered by image.</summary>
    public ReadOnlySpan<Stroke> Strokes => strokes;

    /// <summary>Images in the batch.</summary>
    public int Count => starts.Length - 1;

    /// <summary>The strokes of one image, in the order in which they are laid.</summary>
    public ReadOnlySpan<Stroke> Of(int position) =>
        strokes.AsSpan(starts[position], starts[position + 1] - starts[position]);

    /// <summary>The share of its own label that an image keeps here, λ: 1 − Σ partners' shares.</summary>
    public double OwnShare(int position, Size size)
    {
        double share = 1;
        foreach (ref readonly Stroke stroke in Of(position))
            share -= stroke.PartnerShare(size);
        return Math.Max(0, share);
    }

    /// <summary>True where an image takes pixels or label from another.</summary>
    public bool Mixes(int position)
    {
        foreach (ref readonly Stroke stroke in Of(position))
            if (stroke.Source == Source.Partner)
                return true;
        return false;
    }

    /// <summary>True where no image takes anything from another.</summary>
    internal bool IsErasing
    {
        get
        {
            foreach (ref readonly Stroke stroke in Strokes)
                if (stroke.Source == Source.Partner)
                    return false;
            return true;
        }
    }

    private void Check(in Stroke stroke, int count)
    {
        if ((uint)stroke.Position >= (uint)count)
            throw new ArgumentException($"A stroke goes to image {stroke.Position} of a batch of {count}.");
        if ((uint)stroke.Origin >= (uint)Origins.Length)
            throw new ArgumentException($"A stroke names origin {stroke.Origin}, but the stage has {Origins.Length}.");
        bool mixes = stroke.Source == Source.Partner;
        if (mixes != (Origins[stroke.Origin].Paint.Source == Source.Partner))
            throw new ArgumentException($"A stroke with source {stroke.Source} names an origin that paints otherwise.");
        if (mixes && (uint)stroke.Partner >= (uint)count)
            throw new ArgumentException(
                $"The stroke on image {stroke.Position} takes from image {stroke.Partner}, but the batch has {count}."
            );
        if (!(stroke.OwnWeight is >= 0 and <= 1) || stroke.DrawnLambda is { } lambda && !(lambda is >= 0 and <= 1))
            throw new ArgumentException(
                $"The stroke on image {stroke.Position} has opacity {stroke.Opacity}; opacities and shares go from 0 to 1."
            );
    }

    /// <inheritdoc/>
    public bool Equals(Stage? other) =>
        other is not null
        && Count == other.Count
        && Strokes.SequenceEqual(other.Strokes)
        && Origins.AsSpan().SequenceEqual(other.Origins.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Stage);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Count, strokes.Length, strokes.Length > 0 ? strokes[0] : default);
}
