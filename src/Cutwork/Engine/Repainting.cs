using System.Buffers;

namespace Cutwork;

/// <summary>A plan on a batch where it is.</summary>
internal static unsafe class Repainting
{
    public static void Run<T>(Plan plan, ImageBatch<T> images, Palette palette, ApplyOptions options)
        where T : unmanaged
    {
        if (!CanStay(plan, images.Layout))
        {
            RunThroughCopy(plan, images, palette, options);
            return;
        }
        fixed (T* memory = images.Data)
        {
            // Stage by stage is all at once. Erasers of a mixing stage (alternatives of a choice) go to other images than its partners do,
            // and partners are read as they were before the stage: they are laid after it, with the erasing stages that follow.
            int erased = 0;
            for (int number = 0; number < plan.Stages.Length; number++)
            {
                Stage stage = plan.Stages[number];
                if (stage.IsErasing)
                    continue;
                Erase(plan, images, palette, options, erased, number);
                MixingInPlace<T>.Run(stage, memory, images.Layout, images.ImageStride, options);
                erased = number;
            }
            Erase(plan, images, palette, options, erased, plan.Stages.Length);
        }
    }

    private static void Erase<T>(
        Plan plan,
        ImageBatch<T> images,
        Palette palette,
        ApplyOptions options,
        int fromStage,
        int toStage
    )
        where T : unmanaged
    {
        for (int number = fromStage; number < toStage; number++)
            foreach (ref readonly Stroke stroke in plan.Stages[number].Strokes)
                if (stroke.Source != Source.Partner)
                {
                    Collation<T, T, T>.RunErasers(plan, images, palette, options, fromStage, toStage);
                    return;
                }
    }

    /// <summary>
    /// Rows are runs of memory, and within a mixing stage no image is both erased and mixed: then the erasers can wait until all partners
    /// are laid.
    /// </summary>
    private static bool CanStay(Plan plan, Layout layout)
    {
        bool mixes = false;
        foreach (Stage stage in plan.Stages)
        {
            if (stage.IsErasing)
                continue;
            mixes = true;
            for (int position = 0; position < stage.Count; position++)
            {
                ReadOnlySpan<Stroke> strokes = stage.Of(position);
                for (int i = 1; i < strokes.Length; i++)
                    if (strokes[i].Source == Source.Partner != (strokes[0].Source == Source.Partner))
                        return false;
            }
        }
        return !mixes || layout.IsPlanar || layout.IsInterleaved;
    }

    private static void RunThroughCopy<T>(Plan plan, ImageBatch<T> images, Palette palette, ApplyOptions options)
        where T : unmanaged
    {
        T[] rented = ArrayPool<T>.Shared.Rent(images.Data.Length);
        try
        {
            images.Data.CopyTo(rented);
            var source = new ReadOnlyImageBatch<T>(rented, images.Layout, images.Count, images.ImageStride);
            Collation<T, T, T>.Run(plan, source, images, palette, options);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }
}
