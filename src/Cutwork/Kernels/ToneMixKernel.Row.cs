using System.Runtime.CompilerServices;

namespace Cutwork;

/// <content>The inner loop.</content>
internal static unsafe partial class ToneMixKernel
{
    /// <summary>One row. A method of its own, small enough for its tables to stay in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Row<L, V, TForm, TPartnerForm, TOut, TStores>(
        byte* own,
        byte* partner,
        nint length,
        float* entries,
        nint head,
        float ownWeight,
        float partnerWeight,
        Planes<TOut> planes,
        Cover cover
    )
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
        where TPartnerForm : IForm
        where TOut : unmanaged
        where TStores : IStores
    {
        nint turn = 3 * L.Count;
        nint reach = TForm.Splits ? 4 * L.Count : turn;
        nint step = TForm.Splits ? L.Count : turn;
        nint group = TForm.Splits ? Tone.Group : L.Count;
        Places<V> places = TForm.Places<L, V>(entries);
        Places<V> partnerPlaces = TPartnerForm.Places<L, V>(entries);
        V shift0 = L.Load(entries);
        V shift1 = L.Load(entries + group);
        V shift2 = L.Load(entries + 2 * group);
        V scale0 = L.Load(entries + Tone.Half);
        V scale1 = L.Load(entries + Tone.Half + group);
        V scale2 = L.Load(entries + Tone.Half + 2 * group);
        V first = L.Create(ownWeight);
        V second = L.Create(partnerWeight);
        V a;
        V b;
        V c;
        V d;
        V e;
        V f;

        nint i = 0;
        nint at = 0;
        if (head > 0)
        {
            TForm.Read<L, V>(own, 0, length, places, out a, out b, out c);
            TPartnerForm.Read<L, V>(partner, 0, length, partnerPlaces, out d, out e, out f);
            a = Mixed<L, V>(a, d, shift0, scale0, first, second);
            b = Mixed<L, V>(b, e, shift1, scale1, first, second);
            c = Mixed<L, V>(c, f, shift2, scale2, first, second);
            if (!cover.IsNone)
                cover.LayOver<L, V, TForm>(0, ref a, ref b, ref c);
            planes.Store<L, V, TForm, CachedStores>(0, a, b, c);
            i = head;
            at = TForm.Splits ? head / 3 : head;
        }
        // Up to the cover, under it, and on from it; without a cover, all at once.
        if (!cover.IsNone)
        {
            for (; i <= length - reach && at + step <= cover.Left; i += turn, at += step)
            {
                TForm.Read<L, V>(own, i, length, places, out a, out b, out c);
                TPartnerForm.Read<L, V>(partner, i, length, partnerPlaces, out d, out e, out f);
                planes.Store<L, V, TForm, TStores>(
                    at,
                    Mixed<L, V>(a, d, shift0, scale0, first, second),
                    Mixed<L, V>(b, e, shift1, scale1, first, second),
                    Mixed<L, V>(c, f, shift2, scale2, first, second)
                );
            }
            cover.Load<L, V, TForm>(out V color0, out V color1, out V color2);
            for (; i <= length - reach && at < cover.Right; i += turn, at += step)
            {
                if (at >= cover.Left && at + step <= cover.Right)
                {
                    planes.Store<L, V, TForm, TStores>(at, color0, color1, color2);
                    continue;
                }
                TForm.Read<L, V>(own, i, length, places, out a, out b, out c);
                TPartnerForm.Read<L, V>(partner, i, length, partnerPlaces, out d, out e, out f);
                a = Mixed<L, V>(a, d, shift0, scale0, first, second);
                b = Mixed<L, V>(b, e, shift1, scale1, first, second);
                c = Mixed<L, V>(c, f, shift2, scale2, first, second);
                cover.LayOver<L, V, TForm>(at, ref a, ref b, ref c);
                planes.Store<L, V, TForm, TStores>(at, a, b, c);
            }
        }
        for (; i <= length - reach; i += turn, at += step)
        {
            TForm.Read<L, V>(own, i, length, places, out a, out b, out c);
            TPartnerForm.Read<L, V>(partner, i, length, partnerPlaces, out d, out e, out f);
            planes.Store<L, V, TForm, TStores>(
                at,
                Mixed<L, V>(a, d, shift0, scale0, first, second),
                Mixed<L, V>(b, e, shift1, scale1, first, second),
                Mixed<L, V>(c, f, shift2, scale2, first, second)
            );
        }
        for (; i < length; i += turn)
        {
            nint end = Math.Min(i + turn, length);
            TForm.ReadBefore<L, V>(own, end, length, places, out a, out b, out c);
            TPartnerForm.ReadBefore<L, V>(partner, end, length, partnerPlaces, out d, out e, out f);
            a = Mixed<L, V>(a, d, shift0, scale0, first, second);
            b = Mixed<L, V>(b, e, shift1, scale1, first, second);
            c = Mixed<L, V>(c, f, shift2, scale2, first, second);
            at = TForm.Splits ? (end - turn) / 3 : end - turn;
            if (!cover.IsNone)
                cover.LayOver<L, V, TForm>(at, ref a, ref b, ref c);
            if (end == i + turn)
                planes.Store<L, V, TForm, TStores>(at, a, b, c);
            else
                planes.Store<L, V, TForm, CachedStores>(at, a, b, c);
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
}
