using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork;

/// <summary>Four images that are each blended with the next, from one read of all: the inner loop of a cycle in place.</summary>
/// <remarks>
/// <code>
/// a ← a · λ₀ + b · (1 − λ₀)      one by one, b, c and d are each read twice and both times by a loop that waits for memory; together
/// b ← b · λ₁ + c · (1 − λ₁)      they are read once, and five runs of memory are followed at a time: 256 shuffled images of 224×224
/// c ← c · λ₂ + d · (1 − λ₂)      from 58 to 96 % of the speed of a loop that only scales them (Zen 4, 1 thread)
/// d ← d · λ₃ + e · (1 − λ₃)
/// </code>
/// The last one is only read. Runs don't overlap.
/// </remarks>
internal static unsafe class BlendChain
{
    /// <summary>Images that are painted together.</summary>
    public const int Links = 4;

    /// <summary>Runs of four images and the one they lead to.</summary>
    public static void Run<T>(Runs<T> runs, nint length, in Weights own, in Weights partner)
        where T : unmanaged
    {
        nint done = 0;
        if (Lanes512.IsSupported)
            done = Run<Lanes512, Vector512<float>, T>(runs, length, own, partner);
        else if (Lanes256.IsSupported)
            done = Run<Lanes256, Vector256<float>, T>(runs, length, own, partner);
        else if (Lanes128.IsSupported)
            done = Run<Lanes128, Vector128<float>, T>(runs, length, own, partner);
        RunEach(runs, done, length, own, partner);
    }

    /// <summary>The reference: element by element.</summary>
    public static void RunEach<T>(Runs<T> runs, nint from, nint length, in Weights own, in Weights partner)
        where T : unmanaged
    {
        for (nint i = from; i < length; i++)
        {
            (T a, T b, T c, T d, T e) = (runs.A[i], runs.B[i], runs.C[i], runs.D[i], runs.E[i]);
            runs.A[i] = Blend.One(a, b, own[0], partner[0]);
            runs.B[i] = Blend.One(b, c, own[1], partner[1]);
            runs.C[i] = Blend.One(c, d, own[2], partner[2]);
            runs.D[i] = Blend.One(d, e, own[3], partner[3]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Run<L, V, T>(Runs<T> runs, nint length, in Weights own, in Weights partner)
        where L : ILanes<V>
        where V : struct
        where T : unmanaged
    {
        V own0 = L.Create(own[0]);
        V own1 = L.Create(own[1]);
        V own2 = L.Create(own[2]);
        V own3 = L.Create(own[3]);
        V partner0 = L.Create(partner[0]);
        V partner1 = L.Create(partner[1]);
        V partner2 = L.Create(partner[2]);
        V partner3 = L.Create(partner[3]);
        T* a = runs.A;
        T* b = runs.B;
        T* c = runs.C;
        T* d = runs.D;
        T* e = runs.E;
        nint i = 0;
        for (; i <= length - L.Count; i += L.Count)
        {
            // All are read before any is written: images often lie a multiple of 4096 bytes apart, and a read waits for a write whose
            // address ends alike.
            V first = Blend.Read<L, V, T>(a + i);
            V second = Blend.Read<L, V, T>(b + i);
            V third = Blend.Read<L, V, T>(c + i);
            V fourth = Blend.Read<L, V, T>(d + i);
            V last = Blend.Read<L, V, T>(e + i);
            Blend.Write<L, V, T>(L.Add(L.Multiply(first, own0), L.Multiply(second, partner0)), a + i);
            Blend.Write<L, V, T>(L.Add(L.Multiply(second, own1), L.Multiply(third, partner1)), b + i);
            Blend.Write<L, V, T>(L.Add(L.Multiply(third, own2), L.Multiply(fourth, partner2)), c + i);
            Blend.Write<L, V, T>(L.Add(L.Multiply(fourth, own3), L.Multiply(last, partner3)), d + i);
        }
        return i;
    }

    /// <summary>Where five images' runs begin.</summary>
    public readonly struct Runs<T>(T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged
    {
        public T* A { get; } = a;

        public T* B { get; } = b;

        public T* C { get; } = c;

        public T* D { get; } = d;

        public T* E { get; } = e;
    }

    /// <summary>A weight per image.</summary>
    [InlineArray(Links)]
    public struct Weights
    {
        private float first;
    }
}
