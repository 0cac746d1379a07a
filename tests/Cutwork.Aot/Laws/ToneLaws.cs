using Cutwork.Tests.Kernels;

namespace Cutwork.Aot;

/// <summary>Bytes that become numbers, alone and blended: one of a few cases of the tests', since there are many.</summary>
internal static class ToneLaws
{
    private const int MostPixels = 70;
    private const int OneOf = 7;

    public static IEnumerable<Law> All =>
        [
            new("bytes become numbers as one by one", Convert),
            new("bytes of two images become numbers as one by one", Mix),
        ];

    private static void Convert()
    {
        foreach (int channels in (int[])[1, 3, 4])
            using (var rows = new ToneRows(channels, splits: false))
                foreach (ToneRows.Case given in Cases(channels))
                {
                    rows.Convert<StraightForm, float>(given);
                    rows.Convert<StraightForm, BFloat16>(given);
                }
        using var split = new ToneRows(3, splits: true);
        foreach (ToneRows.Case given in Cases(3))
        {
            split.Convert<SplitForm, float>(given);
            split.Convert<SplitForm, BFloat16>(given);
            split.Convert<MirroredSplitForm, float>(given);
        }
    }

    private static void Mix()
    {
        using (var rows = new ToneRows(3, splits: false))
            foreach (ToneRows.Case given in Cases(3))
            {
                rows.Mix<StraightForm, StraightForm, float>(given);
                rows.Mix<StraightForm, StraightForm, BFloat16>(given);
            }
        using var split = new ToneRows(3, splits: true);
        foreach (ToneRows.Case given in Cases(3))
        {
            split.Mix<SplitForm, SplitForm, float>(given);
            split.Mix<SplitForm, MirroredSplitForm, BFloat16>(given);
            split.Mix<MirroredSplitForm, SplitForm, float>(given);
        }
    }

    private static IEnumerable<ToneRows.Case> Cases(int channels) =>
        ToneRows
            .Cases(channels * MostPixels, channels, sizeof(float))
            .Where((_, number) => number % OneOf == channels % OneOf);
}
