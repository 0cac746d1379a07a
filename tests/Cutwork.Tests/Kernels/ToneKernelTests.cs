namespace Cutwork.Tests.Kernels;

/// <summary>Bytes into numbers against a plain loop.</summary>
public class ToneKernelTests
{
    internal const int MostElements = 257;
    internal const int MostPixels = 90;

    public static TheoryData<int, bool> Straight =>
        [
            .. from channels in Enumerable.Range(1, 12).Where(Tone.Closes)
            from isBrain in (bool[])[false, true]
            select (channels, isBrain),
        ];

    [Theory]
    [MemberData(nameof(Straight))]
    public void Elements_in_order_become_numbers(int channels, bool isBrain)
    {
        using var rows = new ToneRows(channels, splits: false);
        foreach (ToneRows.Case given in ToneRows.Cases(MostElements, channels, isBrain ? 2 : 4))
            if (isBrain)
                rows.Convert<StraightForm, BFloat16>(given);
            else
                rows.Convert<StraightForm, float>(given);
    }

    [Fact]
    public void Pixels_are_taken_apart() => Convert<SplitForm>();

    [Fact]
    public void Mirrored_pixels_are_taken_apart() => Convert<MirroredSplitForm>();

    private static void Convert<TForm>()
        where TForm : IForm
    {
        using var rows = new ToneRows(3, splits: true);
        foreach (ToneRows.Case given in ToneRows.Cases(3 * MostPixels, 3, sizeof(float)))
            rows.Convert<TForm, float>(given);
        foreach (ToneRows.Case given in ToneRows.Cases(3 * MostPixels, 3, sizeof(ushort)))
            rows.Convert<TForm, BFloat16>(given);
    }
}
