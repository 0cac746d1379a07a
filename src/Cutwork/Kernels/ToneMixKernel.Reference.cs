namespace Cutwork;

/// <content>The scalar loop.</content>
internal static unsafe partial class ToneMixKernel
{
    /// <summary>The reference: element by element.</summary>
    public static void MixEach<TForm, TPartnerForm, TOut>(
        ByteRows own,
        ByteRows partner,
        nint length,
        nint rows,
        ToneTable table,
        float ownWeight,
        float partnerWeight,
        Planes<TOut> planes,
        in MixCovers covers
    )
        where TForm : IForm
        where TPartnerForm : IForm
        where TOut : unmanaged
    {
        int channels = TForm.Splits ? 3 : 1;
        for (nint row = 0; row < rows; row++)
        for (int channel = 0; channel < channels; channel++)
        {
            byte* first = own.First + row * own.Stride;
            byte* second = partner.First + row * partner.Stride;
            TOut* to = planes.Row(row, channel);
            for (nint i = channel; i < length; i += channels)
            {
                nint entry = Tone.Entry<TForm>(i, channel);
                float shift = table.Entries[entry];
                float scale = table.Entries[Tone.Half + entry];
                nint column = i / channels;
                float a = Tone.One(first[TForm.Place(i, length)], shift, scale);
                float b = Tone.One(second[TPartnerForm.Place(i, length)], shift, scale);
                a = covers.Own.Meets(column, column + 1) ? covers.Own.ColorOf(entry) : a;
                b = covers.Partner.Meets(column, column + 1) ? covers.Partner.ColorOf(entry) : b;
                float mixed = Blend.One(a, b, ownWeight, partnerWeight);
                *to++ = Planes<TOut>.Narrow(covers.Over.Meets(column, column + 1) ? covers.Over.ColorOf(entry) : mixed);
            }
        }
    }
}
