using System.Collections.Immutable;

namespace Cutwork.Loading;

/// <summary>The boxes and masks of a step under way as views show them, by place, partners' included; memory is taken for what comes, so that a set without them costs nothing.</summary>
internal sealed class ShownTargets(BatchPool pool, Size size, int count) : IDisposable
{
    private readonly Lock gate = new();
    private ImmutableArray<AnnotatedBox>[]? boxes;
    private PooledBatch<byte> masks;
    private Memory<byte> rows; // of the masks; empty before the first

    /// <summary>Places that may have some.</summary>
    public int Count => count;

    /// <summary>True where there are masks.</summary>
    public bool HasMasks => !rows.IsEmpty;

    /// <summary>The masks of the first places.</summary>
    public ReadOnlyImageBatch<byte> MasksOf(int places) =>
        new(rows.Span[..(places * (int)size.Area)], Layout.Planar(size, 1), places);

    /// <summary>By place; null where no sample has any.</summary>
    public ImmutableArray<AnnotatedBox>[]? Boxes => Volatile.Read(ref boxes);

    /// <summary>Takes the boxes of a place.</summary>
    public void Add(int place, ImmutableArray<AnnotatedBox> shown)
    {
        if (Boxes is null)
            Interlocked.CompareExchange(ref boxes, new ImmutableArray<AnnotatedBox>[count], null);
        boxes![place] = shown;
    }

    /// <summary>Where the mask of a place is written.</summary>
    public Span<byte> MaskAt(int place)
    {
        lock (gate)
            if (rows.IsEmpty)
            {
                masks = Rent(count);
                rows = masks.Memory;
            }
        return Row(place);
    }

    /// <summary>Puts what is at a place to another one, too.</summary>
    public void Copy(int place, int to)
    {
        if (place == to)
            return;
        if (Boxes is { } shown)
            shown[to] = shown[place];
        if (!rows.IsEmpty)
            Row(place).CopyTo(Row(to));
    }

    /// <summary>The masks of the first places, which belong to the caller from here on; null where there are none.</summary>
    public PooledBatch<byte>? TakeMasks(int places)
    {
        if (rows.IsEmpty)
            return null;
        PooledBatch<byte> taken = masks;
        if (places < count)
        {
            taken = Rent(places);
            rows.Span[..(places * (int)size.Area)].CopyTo(taken.Open().Data);
            masks.Dispose();
        }
        masks = default;
        rows = default;
        return taken;
    }

    /// <summary>Gives back the masks that nobody took.</summary>
    public void Dispose() => masks.Dispose();

    private PooledBatch<byte> Rent(int images) => pool.Rent<byte>(Layout.Planar(size, 1), images);

    private Span<byte> Row(int place) => rows.Span.Slice(place * (int)size.Area, (int)size.Area);
}
