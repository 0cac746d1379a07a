using Cutwork.Tests.Kernels;

namespace Cutwork.Aot;

/// <summary>Rows that are blended, pasted, reordered and rounded: every length, at every offset, between guard pages.</summary>
internal static class KernelLaws
{
    public static IEnumerable<Law> All =>
        [
            new("single vectors are plain loops", Lanes),
            new("blended rows are blended one by one", Blend),
            new("chains of blended rows are blended one by one", Chains),
            new("pasted runs are plain loops", Paste),
            new("pixels come in order", Order),
        ];

    private static void Lanes()
    {
        using var laws = new LanesTests();
        laws.A_number_that_is_none_stays_so_as_a_brain_float();
        foreach (int width in LanesTests.Widths)
        {
            laws.Brain_floats_are_the_nearest_and_halves_go_to_even(width);
            laws.Levels_are_the_nearest_and_halves_go_to_even(width);
            laws.Channels_are_taken_apart_within_the_bytes_that_were_promised(width);
            laws.Bytes_become_floats_and_none_behind_them_is_read(width);
            laws.A_cover_lies_on_its_lanes_alone(width);
        }
    }

    private static void Blend()
    {
        using var laws = new BlendRowTests();
        foreach ((bool inPlace, bool streams) in BlendRowTests.Ways)
        {
            laws.Bytes_are_blended_as_one_by_one(inPlace, streams);
            laws.Floats_are_blended_as_one_by_one(inPlace, streams);
        }
        laws.Bytes_are_exchanged_as_one_by_one();
        laws.Floats_are_exchanged_as_one_by_one();
        laws.Numbers_that_are_none_infinities_and_denormals_are_the_reference_s(0.75f, 0.25f);
    }

    private static void Chains()
    {
        using var laws = new BlendChainTests();
        laws.Bytes_are_blended_as_one_by_one();
        laws.Floats_are_blended_as_one_by_one();
    }

    private static void Paste()
    {
        if (PasteKernel.LeastWidth == int.MaxValue)
            return; // there are no vectors: nothing is pasted so
        using var laws = new PasteKernelTests();
        foreach (int runs in (int[])[1, 2, PastedRows.Most])
        {
            laws.Runs_of_several_images_are_taken_apart(runs);
            laws.Runs_of_several_images_stay_in_order(runs);
        }
    }

    private static void Order()
    {
        using var laws = new ReorderTests();
        foreach (
            (ReorderTests.Side read, ReorderTests.Side written, int channels, bool mirrored) in ReorderTests.Orders
        )
            if (channels == 3)
                laws.Pixels_come_in_order_and_nothing_beside_them_is_touched(read, written, channels, mirrored);
        laws.Rows_are_copied_and_nothing_between_them_is_touched(gap: 3, writtenGap: 17);
        laws.Streamed_copies_are_copies();
    }
}
