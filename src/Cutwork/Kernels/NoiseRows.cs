using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cutwork;

/// <summary>Where noise goes: the columns First … First + Width − 1 of the rows Y … Y + Count − 1, each Stride after the last.</summary>
internal readonly ref struct NoiseRows(Span<float> destination, int stride, int count, int width, int y, int first)
{
    private readonly Span<float> destination = destination[..((count - 1) * stride + width)];
    public readonly int Count = count;
    public readonly int Width = width;
    public readonly int Y = y;
    public readonly int First = first;

    /// <summary>The first set of blocks: it may begin up to three columns before the rows do.</summary>
    public NoiseSet Start => new(0, -(First & 3));

    /// <summary>The first column of a row; the constructor found all rows to be in the destination.</summary>
    public ref float this[int row] => ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), (nint)row * stride);

    /// <summary>The set of blocks after this one, <paramref name="columns"/> to the right or in the next row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NoiseSet After(NoiseSet set, int columns) =>
        set.X + columns < Width ? new(set.Row, set.X + columns) : new(set.Row + 1, -(First & 3));
}
