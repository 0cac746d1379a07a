using System.Runtime.CompilerServices;

namespace Cutwork;

/// <summary>Where rows of elements go: into three planes where the row is split, else into one place.</summary>
/// <typeparam name="TOut"><see cref="float"/> or <see cref="BFloat16"/>.</typeparam>
internal readonly unsafe struct Planes<TOut>(TOut* first, nint planeStride, nint rowStride)
    where TOut : unmanaged
{
    private readonly TOut* first = first;
    private readonly TOut* second = first + planeStride;
    private readonly TOut* third = first + 2 * planeStride;

    /// <summary>The first element of a row in a plane; of a row that is not split, in the only one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TOut* Row(nint row, int plane) =>
        (
            plane == 0 ? first
            : plane == 1 ? second
            : third
        )
        + row * rowStride;

    /// <summary>True where whole vectors of every row may go past the caches.</summary>
    public bool IsAligned<L, V, TForm>(nint rows)
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
    {
        nuint bits = TForm.Splits ? (nuint)first | (nuint)second | (nuint)third : (nuint)first;
        bits |= rows > 1 ? (nuint)(rowStride * sizeof(TOut)) : 0;
        return bits % (nuint)(L.Count * sizeof(TOut)) == 0;
    }

    /// <summary>A turn's three vectors, <paramref name="at"/> elements from the beginning.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<L, V, TForm, TStores>(nint at, V a, V b, V c)
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
        where TStores : IStores
    {
        Store<L, V, TStores>(a, first + at);
        Store<L, V, TStores>(b, TForm.Splits ? second + at : first + at + L.Count);
        Store<L, V, TStores>(c, TForm.Splits ? third + at : first + at + 2 * L.Count);
    }

    /// <summary>The same places, some rows below.</summary>
    public Planes<TOut> Below(nint rows) => new(first + rows * rowStride, (nint)(second - first), rowStride);

    /// <summary>Elements from a row's first to the next's.</summary>
    public nint RowStride => rowStride;

    /// <summary>The element of a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TOut Narrow(float value) =>
        typeof(TOut) == typeof(float) ? (TOut)(object)value : (TOut)(object)(BFloat16)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<L, V, TStores>(V value, TOut* destination)
        where L : ILanes<V>
        where V : struct
        where TStores : IStores
    {
        if (typeof(TOut) == typeof(float) && TStores.Stream)
            L.StoreNonTemporal(value, (float*)destination);
        else if (typeof(TOut) == typeof(float))
            L.Store(value, (float*)destination);
        else if (TStores.Stream)
            L.StoreNonTemporal(value, (BFloat16*)destination);
        else
            L.Store(value, (BFloat16*)destination);
    }
}
