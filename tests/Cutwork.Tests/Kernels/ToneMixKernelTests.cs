namespace Cutwork.Tests.Kernels;

/// <summary>Two images' bytes, blended into numbers, against a plain loop.</summary>
public class ToneMixKernelTests
{
    [Theory]
    [MemberData(nameof(ToneKernelTests.Straight), MemberType = typeof(ToneKernelTests))]
    public void Elements_in_order_are_mixed(int channels, bool isBrain)
    {
        using var rows = new ToneRows(channels, splits: false);
        foreach (ToneRows.Case given in ToneRows.Cases(ToneKernelTests.MostElements, channels, isBrain ? 2 : 4))
            if (isBrain)
                rows.Mix<StraightForm, StraightForm, BFloat16>(given);
            else
                rows.Mix<StraightForm, StraightForm, float>(given);
    }

    [Fact]
    public void Pixels_are_mixed_with_pixels() => Mix<SplitForm, SplitForm>();

    [Fact]
    public void Pixels_are_mixed_with_mirrored_pixels() => Mix<SplitForm, MirroredSplitForm>();

    [Fact]
    public void Mirrored_pixels_are_mixed_with_pixels() => Mix<MirroredSplitForm, SplitForm>();

    [Fact]
    public void Mirrored_pixels_are_mixed_with_mirrored_pixels() => Mix<MirroredSplitForm, MirroredSplitForm>();

    private static void Mix<TForm, TPartnerForm>()
        where TForm : IForm
        where TPartnerForm : IForm
    {
        using var rows = new ToneRows(3, splits: true);
        foreach (ToneRows.Case given in ToneRows.Cases(3 * ToneKernelTests.MostPixels, 3, sizeof(float)))
            rows.Mix<TForm, TPartnerForm, float>(given);
        foreach (ToneRows.Case given in ToneRows.Cases(3 * ToneKernelTests.MostPixels, 3, sizeof(ushort)))
            rows.Mix<TForm, TPartnerForm, BFloat16>(given);
    }
}
