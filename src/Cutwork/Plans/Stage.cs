using System.Buffers;
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
        Guard.AtLeast(count, 1, nameof(count), "image");
        Origins = origins.IsDefault ? [] : origins;
        foreach (ref readonly Stroke stroke in strokes)
            Check(stroke, count);
        starts = new int[count + 1];
        this.strokes = Sorted(strokes, starts, isOrdered: false);
        // A partner that is not read must not make two plans differ.
        foreach (ref Stroke stroke in this.strokes.AsSpan())
            if (stroke.Source != Source.Partner && stroke.Partner != -1)
                stroke = stroke with { Partner = -1 };
    }

    private Stage(int count, ImmutableArray<Origin> origins, ReadOnlySpan<Stroke> strokes, bool isOrdered)
    {
        Origins = origins;
        starts = new int[count + 1];
        this.strokes = Sorted(strokes, starts, isOrdered);
    }

    /// <summary>A stage of strokes of which is known already what the constructor checks.</summary>
    internal static Stage OfSound(
        int count,
        ImmutableArray<Origin> origins,
        ReadOnlySpan<Stroke> strokes,
        bool isOrdered
    ) => new(count, origins, strokes, isOrdered);

    private static Stroke[] Sorted(ReadOnlySpan<Stroke> strokes, Span<int> starts, bool isOrdered)
    {
        Stroke[] sorted = GC.AllocateUninitializedArray<Stroke>(strokes.Length);
        foreach (ref readonly Stroke stroke in strokes)
            starts[stroke.Position + 1]++;
        for (int position = 1; position < starts.Length; position++)
            starts[position] += starts[position - 1];
        if (isOrdered)
        {
            strokes.CopyTo(sorted);
            return sorted;
        }
        // A counting sort: policies that draw once for a whole batch lay their strokes hole by hole, not image by image.
        int[] next = ArrayPool<int>.Shared.Rent(starts.Length);
        starts.CopyTo(next);
        foreach (ref readonly Stroke stroke in strokes)
            sorted[next[stroke.Position]++] = stroke;
        ArrayPool<int>.Shared.Return(next);
        return sorted;
    }

    /// <summary>The policies that drew here: one, or the alternatives of a choice.</summary>
    public ImmutableArray<Origin> Origins { get; }

    /// <summary>All strokes, ordered by image.</summary>
    public ReadOnlySpan<Stroke> Strokes => strokes;

    /// <summary>Images in the batch, and partners where the plan has some (<see cref="Plan.Partners"/>).</summary>
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

    /// <summary>The most strokes that an image has.</summary>
    internal int MostStrokes
    {
        get
        {
            int most = 0;
            for (int position = 0; position < Count; position++)
                most = Math.Max(most, starts[position + 1] - starts[position]);
            return most;
        }
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
