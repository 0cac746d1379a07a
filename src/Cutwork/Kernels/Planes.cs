using System.Runtime.CompilerServices;

namespace Cutwork;

/// <summary>Where a run's elements go: three planes for a run that is split, one place for one that is not.</summary>
/// <typeparam name="TOut"><see cref="float"/> or <see cref="BFloat16"/>.</typeparam>
internal readonly unsafe struct Planes<TOut>(TOut* first, nint planeStride)
    where TOut : unmanaged
{
    private readonly TOut* first = first;
    private readonly TOut* second = first + planeStride;
    private readonly TOut* third = first + 2 * planeStride;

    /// <summary>Where the element of byte i goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TOut* At<TForm>(nint i)
        where TForm : IForm =>
        !TForm.Splits ? first + i
        : i % 3 == 0 ? first + i / 3
        : i % 3 == 1 ? second + i / 3
        : third + i / 3;

    /// <summary>True where whole vectors may go past the caches.</summary>
    public bool IsAligned<L, V, TForm>()
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
    {
        nuint bits = TForm.Splits ? (nuint)first | (nuint)second | (nuint)third : (nuint)first;
        return bits % (nuint)(L.Count * sizeof(TOut)) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<L, V, TForm>(nint at, V a, V b, V c)
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
    {
        Store<L, V>(a, first + at);
        Store<L, V>(b, TForm.Splits ? second + at : first + at + L.Count);
        Store<L, V>(c, TForm.Splits ? third + at : first + at + 2 * L.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Stream<L, V, TForm>(nint at, V a, V b, V c)
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
    {
        Stream<L, V>(a, first + at);
        Stream<L, V>(b, TForm.Splits ? second + at : first + at + L.Count);
        Stream<L, V>(c, TForm.Splits ? third + at : first + at + 2 * L.Count);
    }

    /// <summary>The element of a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TOut Narrow(float value) =>
        typeof(TOut) == typeof(float) ? (TOut)(object)value : (TOut)(object)(BFloat16)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<L, V>(V value, TOut* destination)
        where L : ILanes<V>
        where V : struct
    {
        if (typeof(TOut) == typeof(float))
            L.Store(value, (float*)destination);
        else
            L.Store(value, (BFloat16*)destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Stream<L, V>(V value, TOut* destination)
        where L : ILanes<V>
        where V : struct
    {
        if (typeof(TOut) == typeof(float))
            L.StoreNonTemporal(value, (float*)destination);
        else
            L.StoreNonTemporal(value, (BFloat16*)destination);
    }
}
