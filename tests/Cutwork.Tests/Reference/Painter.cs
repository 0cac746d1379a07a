using System.Buffers;

namespace Cutwork.Tests.Reference;

/// <summary>
/// Paints a plan stage by stage, as it is written: the reference that any faster way must equal.
/// </summary>
internal static class Painter
{
    /// <summary>Paints one image of a batch from the sources.</summary>
    public static void Paint<T>(
        Plan plan,
        int position,
        ReadOnlyImageBatch<T> sources,
        ImageView<T> destination,
        Palette palette
    )
        where T : unmanaged => PaintUpTo(plan, plan.Stages.Length, position, sources, destination, palette);

    /// <summary>Erases in place; for plans in which nothing is mixed.</summary>
    public static void Erase<T>(Plan plan, int position, ImageView<T> image, Palette palette)
        where T : unmanaged
    {
        foreach (Stage stage in plan.Stages)
        foreach (ref readonly Stroke stroke in stage.Of(position))
            EraserBrush.Lay(stroke, stage.Origins[stroke.Origin].Paint, image, palette);
    }

    private static void PaintUpTo<T>(
        Plan plan,
        int stages,
        int position,
        ReadOnlyImageBatch<T> sources,
        ImageView<T> destination,
        Palette palette
    )
        where T : unmanaged
    {
        PartnerBrush.Copy(sources[position], destination, Region.Whole(plan.Size));
        for (int number = 0; number < stages; number++)
        {
            Stage stage = plan.Stages[number];
            foreach (ref readonly Stroke stroke in stage.Of(position))
            {
                if (stroke.Source != Source.Partner)
                    EraserBrush.Lay(stroke, stage.Origins[stroke.Origin].Paint, destination, palette);
                else if (!stroke.Region.IsEmpty)
                    LayPartner(plan, number, stroke, sources, destination, palette);
            }
        }
    }

    /// <summary>Partners are read as they were before the stage: from the source where nothing was done to them yet.</summary>
    private static void LayPartner<T>(
        Plan plan,
        int stage,
        in Stroke stroke,
        ReadOnlyImageBatch<T> sources,
        ImageView<T> destination,
        Palette palette
    )
        where T : unmanaged
    {
        bool untouched = true;
        for (int earlier = 0; earlier < stage; earlier++)
            untouched &= plan.Stages[earlier].Of(stroke.Partner).IsEmpty;
        if (untouched)
        {
            PartnerBrush.Lay(sources[stroke.Partner], destination, stroke.Region, stroke.OwnWeight);
            return;
        }
        T[] rented = ArrayPool<T>.Shared.Rent(destination.Layout.Extent);
        try
        {
            var partner = new ImageView<T>(rented, destination.Layout);
            PaintUpTo(plan, stage, stroke.Partner, sources, partner, palette);
            PartnerBrush.Lay(partner, destination, stroke.Region, stroke.OwnWeight);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }
}
