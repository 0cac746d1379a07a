using System.Runtime.CompilerServices;

namespace Cutwork;

/// <summary>A box of columns that has one color, laid over rows while they are written.</summary>
/// <remarks>
/// Columns are counted as the row's elements are: pixels of a row that is split, else elements. Colors are a table of
/// <see cref="Tone.Half"/> in the pattern of <see cref="Tone"/>.
/// </remarks>
internal readonly unsafe struct Cover(nint left, nint right, float* colors)
{
    /// <summary>Nothing is covered.</summary>
    public static Cover None => new(nint.MaxValue, nint.MaxValue, null);

    public nint Left { get; } = left;

    public nint Right { get; } = right;

    public bool IsNone => colors == null;

    /// <summary>True where a turn or an element, from one column to before another, has a part in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Meets(nint from, nint to) => from < Right && to > Left && !IsNone;

    /// <summary>The color of the element at a place of a table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float ColorOf(nint entry) => colors[entry];

    /// <summary>A turn's colors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load<L, V, TForm>(out V first, out V second, out V third)
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
    {
        nint group = TForm.Splits ? Tone.Group : L.Count;
        first = L.Load(colors);
        second = L.Load(colors + group);
        third = L.Load(colors + 2 * group);
    }

    /// <summary>Lays it over the turn whose first element is at <paramref name="at"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void LayOver<L, V, TForm>(nint at, ref V first, ref V second, ref V third)
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
    {
        nint next = TForm.Splits ? 0 : L.Count;
        Load<L, V, TForm>(out V a, out V b, out V c);
        first = L.Cover(first, a, Left - at, Right - at);
        second = L.Cover(second, b, Left - at - next, Right - at - next);
        third = L.Cover(third, c, Left - at - 2 * next, Right - at - 2 * next);
    }
}
