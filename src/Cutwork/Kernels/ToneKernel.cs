using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork;

/// <summary>Bytes into the numbers of a batch, alone or blended with another image's bytes: the inner loops of collation.</summary>
/// <remarks>
/// Both loops take three vectors a turn. Of a run that is <see cref="SplitForm"/>, these are the three channels of as many pixels; else
/// three vectors that follow each other. Lengths are in bytes of the source, and outputs are where element 0 of each plane goes.
/// <code>
/// blend:  out = (own · s + b) · λ + (partner · s + b) · (1 − λ)
/// </code>
/// in float, nothing fused: what <see cref="Blend"/> makes of two images that were normalized before.
/// </remarks>
internal static unsafe class ToneKernel
{
    /// <summary>One image.</summary>
    public static void Convert<TForm, TOut>(byte* source, nint length, float* table, Planes<TOut> planes, bool streams)
        where TForm : IForm
        where TOut : unmanaged
    {
        if (Lanes512.IsSupported)
            Convert<Lanes512, Vector512<float>, TForm, TOut>(source, length, table, planes, streams);
        else if (Lanes256.IsSupported)
            Convert<Lanes256, Vector256<float>, TForm, TOut>(source, length, table, planes, streams);
        else if (Lanes128.IsSupported)
            Convert<Lanes128, Vector128<float>, TForm, TOut>(source, length, table, planes, streams);
        else
            ConvertEach<TForm, TOut>(source, 0, length, table, planes);
    }

    /// <summary>Two images with the weights λ and 1 − λ.</summary>
    public static void Mix<TForm, TOut>(
        byte* own,
        byte* partner,
        nint length,
        float* table,
        float ownWeight,
        float partnerWeight,
        Planes<TOut> planes,
        bool streams
    )
        where TForm : IForm
        where TOut : unmanaged
    {
        if (Lanes512.IsSupported)
            Mix<Lanes512, Vector512<float>, TForm, TOut>(
                own,
                partner,
                length,
                table,
                ownWeight,
                partnerWeight,
                planes,
                streams
            );
        else if (Lanes256.IsSupported)
            Mix<Lanes256, Vector256<float>, TForm, TOut>(
                own,
                partner,
                length,
                table,
                ownWeight,
                partnerWeight,
                planes,
                streams
            );
        else if (Lanes128.IsSupported)
            Mix<Lanes128, Vector128<float>, TForm, TOut>(
                own,
                partner,
                length,
                table,
                ownWeight,
                partnerWeight,
                planes,
                streams
            );
        else
            MixEach<TForm, TOut>(own, partner, 0, length, table, ownWeight, partnerWeight, planes);
    }

    /// <summary>The reference: element by element, from byte <paramref name="first"/> on.</summary>
    public static void ConvertEach<TForm, TOut>(
        byte* source,
        nint first,
        nint length,
        float* table,
        Planes<TOut> planes
    )
        where TForm : IForm
        where TOut : unmanaged
    {
        for (nint i = first; i < length; i++)
        {
            nint entry = Entry<TForm>(i);
            *planes.At<TForm>(i) = Planes<TOut>.Narrow(Tone.One(source[i], table[entry], table[Tone.Half + entry]));
        }
    }

    /// <summary>The reference: element by element, from byte <paramref name="first"/> on.</summary>
    public static void MixEach<TForm, TOut>(
        byte* own,
        byte* partner,
        nint first,
        nint length,
        float* table,
        float ownWeight,
        float partnerWeight,
        Planes<TOut> planes
    )
        where TForm : IForm
        where TOut : unmanaged
    {
        for (nint i = first; i < length; i++)
        {
            nint entry = Entry<TForm>(i);
            float shift = table[entry];
            float scale = table[Tone.Half + entry];
            *planes.At<TForm>(i) = Planes<TOut>.Narrow(
                Blend.One(Tone.One(own[i], shift, scale), Tone.One(partner[i], shift, scale), ownWeight, partnerWeight)
            );
        }
    }

    private static nint Entry<TForm>(nint i)
        where TForm : IForm => TForm.Splits ? i % 3 * Tone.Group : i % Tone.Half;

    private static void Convert<L, V, TForm, TOut>(
        byte* source,
        nint length,
        float* table,
        Planes<TOut> planes,
        bool streams
    )
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
        where TOut : unmanaged
    {
        nint turn = 3 * L.Count;
        nint reach = TForm.Splits ? 4 * L.Count : turn; // bytes that a turn reads
        if (length < reach)
        {
            ConvertEach<TForm, TOut>(source, 0, length, table, planes);
            return;
        }
        nint group = TForm.Splits ? Tone.Group : L.Count;
        V shift0 = L.Load(table);
        V shift1 = L.Load(table + group);
        V shift2 = L.Load(table + 2 * group);
        V scale0 = L.Load(table + Tone.Half);
        V scale1 = L.Load(table + Tone.Half + group);
        V scale2 = L.Load(table + Tone.Half + 2 * group);
        nint i = 0;
        nint at = 0;
        nint step = TForm.Splits ? L.Count : turn;
        if (streams && planes.IsAligned<L, V, TForm>())
            for (; i <= length - reach; i += turn, at += step)
            {
                Read<L, V, TForm>(source + i, out V a, out V b, out V c);
                planes.Stream<L, V, TForm>(
                    at,
                    L.Fuse(a, scale0, shift0),
                    L.Fuse(b, scale1, shift1),
                    L.Fuse(c, scale2, shift2)
                );
            }
        else
            for (; i <= length - reach; i += turn, at += step)
            {
                Read<L, V, TForm>(source + i, out V a, out V b, out V c);
                planes.Store<L, V, TForm>(
                    at,
                    L.Fuse(a, scale0, shift0),
                    L.Fuse(b, scale1, shift1),
                    L.Fuse(c, scale2, shift2)
                );
            }
        // The last turns end where the run ends, over elements that are written already.
        for (; i < length; i += turn)
        {
            nint end = Math.Min(i + turn, length);
            ReadBefore<L, V, TForm>(source + end, out V a, out V b, out V c);
            planes.Store<L, V, TForm>(
                TForm.Splits ? (end - turn) / 3 : end - turn,
                L.Fuse(a, scale0, shift0),
                L.Fuse(b, scale1, shift1),
                L.Fuse(c, scale2, shift2)
            );
        }
    }

    private static void Mix<L, V, TForm, TOut>(
        byte* own,
        byte* partner,
        nint length,
        float* table,
        float ownWeight,
        float partnerWeight,
        Planes<TOut> planes,
        bool streams
    )
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
        where TOut : unmanaged
    {
        nint turn = 3 * L.Count;
        nint reach = TForm.Splits ? 4 * L.Count : turn;
        if (length < reach)
        {
            MixEach<TForm, TOut>(own, partner, 0, length, table, ownWeight, partnerWeight, planes);
            return;
        }
        nint group = TForm.Splits ? Tone.Group : L.Count;
        V shift0 = L.Load(table);
        V shift1 = L.Load(table + group);
        V shift2 = L.Load(table + 2 * group);
        V scale0 = L.Load(table + Tone.Half);
        V scale1 = L.Load(table + Tone.Half + group);
        V scale2 = L.Load(table + Tone.Half + 2 * group);
        V first = L.Create(ownWeight);
        V second = L.Create(partnerWeight);
        nint i = 0;
        nint at = 0;
        nint step = TForm.Splits ? L.Count : turn;
        if (streams && planes.IsAligned<L, V, TForm>())
            for (; i <= length - reach; i += turn, at += step)
            {
                Read<L, V, TForm>(own + i, out V a, out V b, out V c);
                Read<L, V, TForm>(partner + i, out V d, out V e, out V f);
                planes.Stream<L, V, TForm>(
                    at,
                    Mixed<L, V>(a, d, shift0, scale0, first, second),
                    Mixed<L, V>(b, e, shift1, scale1, first, second),
                    Mixed<L, V>(c, f, shift2, scale2, first, second)
                );
            }
        else
            for (; i <= length - reach; i += turn, at += step)
            {
                Read<L, V, TForm>(own + i, out V a, out V b, out V c);
                Read<L, V, TForm>(partner + i, out V d, out V e, out V f);
                planes.Store<L, V, TForm>(
                    at,
                    Mixed<L, V>(a, d, shift0, scale0, first, second),
                    Mixed<L, V>(b, e, shift1, scale1, first, second),
                    Mixed<L, V>(c, f, shift2, scale2, first, second)
                );
            }
        for (; i < length; i += turn)
        {
            nint end = Math.Min(i + turn, length);
            ReadBefore<L, V, TForm>(own + end, out V a, out V b, out V c);
            ReadBefore<L, V, TForm>(partner + end, out V d, out V e, out V f);
            planes.Store<L, V, TForm>(
                TForm.Splits ? (end - turn) / 3 : end - turn,
                Mixed<L, V>(a, d, shift0, scale0, first, second),
                Mixed<L, V>(b, e, shift1, scale1, first, second),
                Mixed<L, V>(c, f, shift2, scale2, first, second)
            );
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Mixed<L, V>(V own, V partner, V shift, V scale, V ownWeight, V partnerWeight)
        where L : ILanes<V>
        where V : struct =>
        L.Add(
            L.Multiply(L.Fuse(own, scale, shift), ownWeight),
            L.Multiply(L.Fuse(partner, scale, shift), partnerWeight)
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Read<L, V, TForm>(byte* source, out V first, out V second, out V third)
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
    {
        if (TForm.Splits)
        {
            L.Split(source, out first, out second, out third);
            return;
        }
        first = L.Expand(source);
        second = L.Expand(source + L.Count);
        third = L.Expand(source + 2 * L.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadBefore<L, V, TForm>(byte* end, out V first, out V second, out V third)
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
    {
        if (TForm.Splits)
            L.SplitBefore(end, out first, out second, out third);
        else
            Read<L, V, TForm>(end - 3 * L.Count, out first, out second, out third);
    }
}
