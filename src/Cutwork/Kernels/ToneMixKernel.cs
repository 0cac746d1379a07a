using System.Runtime.Intrinsics;

namespace Cutwork;

/// <summary>Two images' bytes, blended, into the numbers of a batch; built as <see cref="ToneKernel"/>.</summary>
/// <remarks>
/// <code>out = (own · scale + shift) · λ + (partner · scale + shift) · (1 − λ)</code>
/// in float, as <see cref="Blend"/> makes it of two images that were converted before, bit for bit.
/// </remarks>
internal static unsafe partial class ToneMixKernel
{
    /// <summary>Blends rows of two images; the forms say how each is read, and agree in whether they split.</summary>
    public static void Mix<TForm, TPartnerForm, TOut>(
        ByteRows own,
        ByteRows partner,
        nint length,
        nint rows,
        ToneTable table,
        float ownWeight,
        float partnerWeight,
        Planes<TOut> planes,
        bool streams,
        in MixCovers covers,
        in Ahead ahead = default
    )
        where TForm : IForm
        where TPartnerForm : IForm
        where TOut : unmanaged
    {
        if (Lanes512.IsSupported && length >= ToneKernel.Reach<Lanes512, Vector512<float>, TForm>())
            Mix<Lanes512, Vector512<float>, TForm, TPartnerForm, TOut>(
                own,
                partner,
                length,
                rows,
                table,
                ownWeight,
                partnerWeight,
                planes,
                streams,
                covers,
                ahead
            );
        else if (Lanes256.IsSupported && length >= ToneKernel.Reach<Lanes256, Vector256<float>, TForm>())
            Mix<Lanes256, Vector256<float>, TForm, TPartnerForm, TOut>(
                own,
                partner,
                length,
                rows,
                table,
                ownWeight,
                partnerWeight,
                planes,
                streams,
                covers,
                ahead
            );
        else if (Lanes128.IsSupported && length >= ToneKernel.Reach<Lanes128, Vector128<float>, TForm>())
            Mix<Lanes128, Vector128<float>, TForm, TPartnerForm, TOut>(
                own,
                partner,
                length,
                rows,
                table,
                ownWeight,
                partnerWeight,
                planes,
                streams,
                covers,
                ahead
            );
        else
            MixEach<TForm, TPartnerForm, TOut>(
                own,
                partner,
                length,
                rows,
                table,
                ownWeight,
                partnerWeight,
                planes,
                covers
            );
    }

    private static void Mix<L, V, TForm, TPartnerForm, TOut>(
        ByteRows own,
        ByteRows partner,
        nint length,
        nint rows,
        ToneTable table,
        float ownWeight,
        float partnerWeight,
        Planes<TOut> planes,
        bool streams,
        in MixCovers covers,
        in Ahead ahead = default
    )
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
        where TPartnerForm : IForm
        where TOut : unmanaged
    {
        nint turn = 3 * L.Count;
        nint reach = ToneKernel.Reach<L, V, TForm>();
        nint head = length < reach + turn ? 0 : table.Head<L, V, TForm, TOut>(planes.Row(0, 0));
        bool whole = streams && planes.IsAligned<L, V, TForm>(rows);
        for (nint row = 0; row < rows; row++)
        {
            ahead.Ask(row);
            if (covers.AreUnder && whole)
                RowOverColors<L, V, TForm, TPartnerForm, TOut, StreamedStores>(
                    own.First + row * own.Stride,
                    partner.First + row * partner.Stride,
                    length,
                    table.Entries,
                    ownWeight,
                    partnerWeight,
                    planes.Below(row),
                    covers
                );
            else if (covers.AreUnder)
                RowOverColors<L, V, TForm, TPartnerForm, TOut, CachedStores>(
                    own.First + row * own.Stride,
                    partner.First + row * partner.Stride,
                    length,
                    table.Entries,
                    ownWeight,
                    partnerWeight,
                    planes.Below(row),
                    covers
                );
            else if (whole)
                Row<L, V, TForm, TPartnerForm, TOut, StreamedStores>(
                    own.First + row * own.Stride,
                    partner.First + row * partner.Stride,
                    length,
                    table.Entries,
                    head,
                    ownWeight,
                    partnerWeight,
                    planes.Below(row),
                    covers.Over
                );
            else
                Row<L, V, TForm, TPartnerForm, TOut, CachedStores>(
                    own.First + row * own.Stride,
                    partner.First + row * partner.Stride,
                    length,
                    table.Entries,
                    head,
                    ownWeight,
                    partnerWeight,
                    planes.Below(row),
                    covers.Over
                );
        }
    }
}
