using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork;

/// <summary>own · λ + partner · (1 − λ), element by element, for floats and bytes.</summary>
/// <remarks>
/// Two products and a sum, each rounded to float, never fused: the bits of PyTorch's and numpy's <c>lam * x + (1 - lam) *
/// partner</c> on the CPU, and the same on every processor. Bytes are blended as floats and rounded to the nearest, halves to
/// even, as timm's collation does; truncating would darken every blend by half a level. Outputs may be inputs; otherwise runs don't
/// overlap. Loops are compiled at once at the highest level: by way of a profile, what the first batches did not take (stores past the
/// caches) would be compiled as if it were never taken.
/// </remarks>
internal static unsafe class Blend
{
    /// <summary>The reference: one element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float One(float own, float partner, float ownWeight, float partnerWeight) =>
        own * ownWeight + partner * partnerWeight;

    /// <summary>The reference: one element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte One(byte own, byte partner, float ownWeight, float partnerWeight) =>
        (byte)MathF.Round(One((float)own, partner, ownWeight, partnerWeight));

    /// <summary>The reference of either element type: <typeparamref name="T"/> is byte or float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T One<T>(T own, T partner, float ownWeight, float partnerWeight)
        where T : unmanaged =>
        typeof(T) == typeof(byte)
            ? (T)(object)One((byte)(object)own, (byte)(object)partner, ownWeight, partnerWeight)
            : (T)(object)One((float)(object)own, (float)(object)partner, ownWeight, partnerWeight);

    /// <summary>mixed ← own · ownWeight + partner · partnerWeight; past the caches where asked, and where whole vectors are aligned.</summary>
    public static void Run<T>(
        T* own,
        T* partner,
        T* mixed,
        nint length,
        float ownWeight,
        float partnerWeight,
        bool streams = false
    )
        where T : unmanaged
    {
        if (Lanes512.IsSupported)
            Run<Lanes512, Vector512<float>, T>(own, partner, mixed, length, ownWeight, partnerWeight, streams);
        else if (Lanes256.IsSupported)
            Run<Lanes256, Vector256<float>, T>(own, partner, mixed, length, ownWeight, partnerWeight, streams);
        else if (Lanes128.IsSupported)
            Run<Lanes128, Vector128<float>, T>(own, partner, mixed, length, ownWeight, partnerWeight, streams);
        else
            for (nint i = 0; i < length; i++)
                mixed[i] = One(own[i], partner[i], ownWeight, partnerWeight);
    }

    /// <summary>
    /// Both of a pair from one read of each: first ← first · firstWeight + second · (1 − firstWeight), and second likewise from what first was.
    /// </summary>
    public static void Exchange<T>(
        T* first,
        T* second,
        nint length,
        (float Own, float Partner) firstWeights,
        (float Own, float Partner) secondWeights
    )
        where T : unmanaged
    {
        if (Lanes512.IsSupported)
            Exchange<Lanes512, Vector512<float>, T>(first, second, length, firstWeights, secondWeights);
        else if (Lanes256.IsSupported)
            Exchange<Lanes256, Vector256<float>, T>(first, second, length, firstWeights, secondWeights);
        else if (Lanes128.IsSupported)
            Exchange<Lanes128, Vector128<float>, T>(first, second, length, firstWeights, secondWeights);
        else
            ExchangeEach(first, second, 0, length, firstWeights, secondWeights);
    }

    private static void ExchangeEach<T>(
        T* first,
        T* second,
        nint from,
        nint length,
        (float Own, float Partner) firstWeights,
        (float Own, float Partner) secondWeights
    )
        where T : unmanaged
    {
        for (nint i = from; i < length; i++)
            (first[i], second[i]) = (
                One(first[i], second[i], firstWeights.Own, firstWeights.Partner),
                One(second[i], first[i], secondWeights.Own, secondWeights.Partner)
            );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<L, V, T>(
        T* own,
        T* partner,
        T* mixed,
        nint length,
        float ownWeight,
        float partnerWeight,
        bool streams
    )
        where L : ILanes<V>
        where V : struct
        where T : unmanaged
    {
        V first = L.Create(ownWeight);
        V second = L.Create(partnerWeight);
        nint i = 0;
        if (streams && typeof(T) == typeof(float) && (nuint)mixed % (nuint)(L.Count * sizeof(T)) == 0)
            for (; i <= length - L.Count; i += L.Count)
                L.StoreNonTemporal(
                    L.Add(L.Multiply(L.Load((float*)own + i), first), L.Multiply(L.Load((float*)partner + i), second)),
                    (float*)mixed + i
                );
        else
            for (; i <= length - 4 * L.Count; i += 4 * L.Count)
            {
                // Four at a time: a loop of one vector a turn reaches half of the bandwidth of a cache.
                Turn<L, V, T>(own + i, partner + i, mixed + i, first, second);
                Turn<L, V, T>(own + i + L.Count, partner + i + L.Count, mixed + i + L.Count, first, second);
                Turn<L, V, T>(own + i + 2 * L.Count, partner + i + 2 * L.Count, mixed + i + 2 * L.Count, first, second);
                Turn<L, V, T>(own + i + 3 * L.Count, partner + i + 3 * L.Count, mixed + i + 3 * L.Count, first, second);
            }
        for (; i <= length - L.Count; i += L.Count)
            Turn<L, V, T>(own + i, partner + i, mixed + i, first, second);
        for (; i < length; i++)
            mixed[i] = One(own[i], partner[i], ownWeight, partnerWeight);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exchange<L, V, T>(
        T* first,
        T* second,
        nint length,
        (float Own, float Partner) firstWeights,
        (float Own, float Partner) secondWeights
    )
        where L : ILanes<V>
        where V : struct
        where T : unmanaged
    {
        V firstOwn = L.Create(firstWeights.Own);
        V firstPartner = L.Create(firstWeights.Partner);
        V secondOwn = L.Create(secondWeights.Own);
        V secondPartner = L.Create(secondWeights.Partner);
        nint i = 0;
        for (; i <= length - L.Count; i += L.Count)
        {
            V a = Read<L, V, T>(first + i);
            V b = Read<L, V, T>(second + i);
            Write<L, V, T>(L.Add(L.Multiply(a, firstOwn), L.Multiply(b, firstPartner)), first + i);
            Write<L, V, T>(L.Add(L.Multiply(b, secondOwn), L.Multiply(a, secondPartner)), second + i);
        }
        ExchangeEach(first, second, i, length, firstWeights, secondWeights);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn<L, V, T>(T* own, T* partner, T* mixed, V ownWeight, V partnerWeight)
        where L : ILanes<V>
        where V : struct
        where T : unmanaged =>
        Write<L, V, T>(
            L.Add(L.Multiply(Read<L, V, T>(own), ownWeight), L.Multiply(Read<L, V, T>(partner), partnerWeight)),
            mixed
        );

    /// <summary>A vector of either element type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Read<L, V, T>(T* source)
        where L : ILanes<V>
        where V : struct
        where T : unmanaged => typeof(T) == typeof(byte) ? L.Expand((byte*)source) : L.Load((float*)source);

    /// <summary>A vector into either element type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<L, V, T>(V value, T* destination)
        where L : ILanes<V>
        where V : struct
        where T : unmanaged
    {
        if (typeof(T) == typeof(byte))
            L.Store(value, (byte*)destination);
        else
            L.Store(value, (float*)destination);
    }
}
