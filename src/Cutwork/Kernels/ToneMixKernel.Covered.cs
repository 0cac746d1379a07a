using System.Runtime.CompilerServices;

namespace Cutwork;

/// <content>Rows of images that were erased before they are blended.</content>
internal static unsafe partial class ToneMixKernel
{
    /// <summary>One row in which an image, or both, are covered before they are blended.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RowOverColors<L, V, TForm, TPartnerForm, TOut, TStores>(
        byte* own,
        byte* partner,
        nint length,
        float* entries,
        float ownWeight,
        float partnerWeight,
        Planes<TOut> planes,
        in MixCovers covers
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
        for (nint i = 0; i < length; i += turn)
        {
            // What the row leaves over is done by a last turn that ends where the row ends.
            bool isWhole = i + turn <= length;
            nint start = isWhole ? i : length - turn;
            nint at = TForm.Splits ? start / 3 : start;
            V a;
            V b;
            V c;
            V d;
            V e;
            V f;
            if (start + reach <= length)
            {
                TForm.Read<L, V>(own, start, length, places, out a, out b, out c);
                TPartnerForm.Read<L, V>(partner, start, length, partnerPlaces, out d, out e, out f);
            }
            else
            {
                TForm.ReadBefore<L, V>(own, start + turn, length, places, out a, out b, out c);
                TPartnerForm.ReadBefore<L, V>(partner, start + turn, length, partnerPlaces, out d, out e, out f);
            }
            a = L.Fuse(a, scale0, shift0);
            b = L.Fuse(b, scale1, shift1);
            c = L.Fuse(c, scale2, shift2);
            d = L.Fuse(d, scale0, shift0);
            e = L.Fuse(e, scale1, shift1);
            f = L.Fuse(f, scale2, shift2);
            if (covers.Own.Meets(at, at + step))
                covers.Own.LayOver<L, V, TForm>(at, ref a, ref b, ref c);
            if (covers.Partner.Meets(at, at + step))
                covers.Partner.LayOver<L, V, TForm>(at, ref d, ref e, ref f);
            a = L.Add(L.Multiply(a, first), L.Multiply(d, second));
            b = L.Add(L.Multiply(b, first), L.Multiply(e, second));
            c = L.Add(L.Multiply(c, first), L.Multiply(f, second));
            if (covers.Over.Meets(at, at + step))
                covers.Over.LayOver<L, V, TForm>(at, ref a, ref b, ref c);
            if (isWhole)
                planes.Store<L, V, TForm, TStores>(at, a, b, c);
            else
                planes.Store<L, V, TForm, CachedStores>(at, a, b, c);
        }
    }
}
