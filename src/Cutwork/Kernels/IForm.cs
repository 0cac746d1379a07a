using System.Runtime.CompilerServices;

namespace Cutwork;

/// <summary>How a row of bytes is read as three vectors a turn, and where its elements stand.</summary>
internal unsafe interface IForm
{
    /// <summary>True where interleaved RGB becomes three planes; false where element follows element on both sides.</summary>
    static abstract bool Splits { get; }

    /// <summary>The byte of the row that is the i-th to be written.</summary>
    static abstract nint Place(nint i, nint length);

    /// <summary>What its reading needs, from a table of <see cref="Tone"/>.</summary>
    static abstract Places<V> Places<L, V>(float* table)
        where L : ILanes<V>
        where V : struct;

    /// <summary>The turn that begins with the i-th element, where the row goes on behind it.</summary>
    static abstract void Read<L, V>(
        byte* row,
        nint i,
        nint length,
        in Places<V> places,
        out V first,
        out V second,
        out V third
    )
        where L : ILanes<V>
        where V : struct;

    /// <summary>The turn that ends before the i-th element, where the row begins well before it.</summary>
    static abstract void ReadBefore<L, V>(
        byte* row,
        nint i,
        nint length,
        in Places<V> places,
        out V first,
        out V second,
        out V third
    )
        where L : ILanes<V>
        where V : struct;
}

/// <summary>Element by element.</summary>
internal readonly unsafe struct StraightForm : IForm
{
    public static bool Splits => false;

    public static nint Place(nint i, nint length) => i;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Places<V> Places<L, V>(float* table)
        where L : ILanes<V>
        where V : struct => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read<L, V>(
        byte* row,
        nint i,
        nint length,
        in Places<V> places,
        out V first,
        out V second,
        out V third
    )
        where L : ILanes<V>
        where V : struct
    {
        first = L.Expand(row + i);
        second = L.Expand(row + i + L.Count);
        third = L.Expand(row + i + 2 * L.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReadBefore<L, V>(
        byte* row,
        nint i,
        nint length,
        in Places<V> places,
        out V first,
        out V second,
        out V third
    )
        where L : ILanes<V>
        where V : struct => Read<L, V>(row, i - 3 * L.Count, length, places, out first, out second, out third);
}

/// <summary>Interleaved RGB into planes.</summary>
internal readonly unsafe struct SplitForm : IForm
{
    public static bool Splits => true;

    public static nint Place(nint i, nint length) => i;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Places<V> Places<L, V>(float* table)
        where L : ILanes<V>
        where V : struct => L.Places(table + Tone.Straight);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read<L, V>(
        byte* row,
        nint i,
        nint length,
        in Places<V> places,
        out V first,
        out V second,
        out V third
    )
        where L : ILanes<V>
        where V : struct => L.Split(row + i, places, out first, out second, out third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReadBefore<L, V>(
        byte* row,
        nint i,
        nint length,
        in Places<V> places,
        out V first,
        out V second,
        out V third
    )
        where L : ILanes<V>
        where V : struct => L.SplitBefore(row + i, places, out first, out second, out third);
}

/// <summary>Interleaved RGB into planes, the row's pixels in reverse.</summary>
internal readonly unsafe struct MirroredSplitForm : IForm
{
    public static bool Splits => true;

    public static nint Place(nint i, nint length) => length - 3 - i / 3 * 3 + i % 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Places<V> Places<L, V>(float* table)
        where L : ILanes<V>
        where V : struct => L.Places(table + Tone.Mirrored);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read<L, V>(
        byte* row,
        nint i,
        nint length,
        in Places<V> places,
        out V first,
        out V second,
        out V third
    )
        where L : ILanes<V>
        where V : struct => L.SplitMirroredBefore(row + (length - i), places, out first, out second, out third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReadBefore<L, V>(
        byte* row,
        nint i,
        nint length,
        in Places<V> places,
        out V first,
        out V second,
        out V third
    )
        where L : ILanes<V>
        where V : struct => L.SplitMirrored(row + (length - i), places, out first, out second, out third);
}
