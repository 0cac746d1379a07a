using System.Buffers;
using System.Runtime.InteropServices;

namespace Cutwork;

/// <summary>Plans in which many stages mix, painted a few stages at a time.</summary>
/// <remarks>
/// In one pass a pixel that k stages mix is made of 2ᵏ reads: of its own, and of its partners', which are made of their own partners'. Painting up
/// to three mixing stages into memory between, and the next three from there, takes as many passes as there are groups, whatever k is.
/// </remarks>
internal static class StageGroups
{
    /// <summary>Mixing stages that one pass paints: at most 8 reads a pixel.</summary>
    private const int MostMixing = 3;

    /// <summary>True where one pass would read pixels more often than a few passes do.</summary>
    public static bool AreNeededFor(Plan plan)
    {
        if (plan.Stages.Length <= MostMixing)
            return false;
        int mixing = 0;
        foreach (Stage stage in plan.Stages)
            mixing += stage.IsErasing ? 0 : 1;
        return mixing > MostMixing;
    }

    /// <summary>The plan's stages in order, in plans of a few mixing stages, whose images are all places.</summary>
    private static List<Plan> Of(Plan plan)
    {
        var groups = new List<Plan>();
        int first = 0;
        int mixing = 0;
        for (int number = 0; number < plan.Stages.Length; number++)
        {
            if (plan.Stages[number].IsErasing || ++mixing <= MostMixing)
                continue;
            groups.Add(plan.WithStages(plan.Stages[first..number]));
            (first, mixing) = (number, 1);
        }
        groups.Add(plan.WithStages(plan.Stages[first..]));
        return groups;
    }

    /// <summary>Paints from images anywhere in memory.</summary>
    public static void Run<TWork, TOut>(
        Plan plan,
        ReadOnlySpan<SourceImage> images,
        ImageBatch<TOut> destination,
        Palette palette,
        ApplyOptions options
    )
        where TWork : unmanaged
        where TOut : unmanaged
    {
        List<Plan> groups = Of(plan);
        using var first = new Between<TWork>(plan, destination.Layout.Channels);
        Collation<byte, TWork, TWork>.RunOnePass(groups[0], images, first.Images, palette, options);
        RunRest(groups, first, destination, palette, options, 0);
    }

    /// <summary>Paints from a batch of one layout; the destination holds the images from <paramref name="from"/> on.</summary>
    public static void Run<TIn, TWork, TOut>(
        Plan plan,
        ReadOnlyImageBatch<TIn> sources,
        ImageBatch<TOut> destination,
        Palette palette,
        ApplyOptions options,
        int from
    )
        where TIn : unmanaged
        where TWork : unmanaged
        where TOut : unmanaged
    {
        List<Plan> groups = Of(plan);
        using var first = new Between<TWork>(plan, destination.Layout.Channels);
        Collation<TIn, TWork, TWork>.RunOnePass(groups[0], sources, first.Images, palette, options);
        RunRest(groups, first, destination, palette, options, from);
    }

    private static void RunRest<TWork, TOut>(
        List<Plan> groups,
        Between<TWork> first,
        ImageBatch<TOut> destination,
        Palette palette,
        ApplyOptions options,
        int from
    )
        where TWork : unmanaged
        where TOut : unmanaged
    {
        using var second = new Between<TWork>(groups[0], destination.Layout.Channels);
        (Between<TWork> read, Between<TWork> written) = (first, second);
        foreach (Plan group in groups.Skip(1).SkipLast(1))
        {
            Collation<TWork, TWork, TWork>.RunOnePass(group, read.Images, written.Images, palette, options);
            (read, written) = (written, read);
        }
        if (typeof(TWork) == typeof(TOut))
        {
            var same = new ImageBatch<TWork>(
                MemoryMarshal.Cast<TOut, TWork>(destination.Data),
                destination.Layout,
                destination.Count,
                destination.ImageStride
            );
            Collation<TWork, TWork, TWork>.RunOnePass(groups[^1], read.Images, same, palette, options, from);
            return;
        }
        ImageBatch<TWork> last = written.Images;
        Collation<TWork, TWork, TWork>.RunOnePass(groups[^1], read.Images, last, palette, options);
        for (int number = 0; number < destination.Count; number++)
            Narrow<TWork, TOut>(last[from + number], destination[number]);
    }

    /// <summary>Floats to brain floats, rounded once.</summary>
    private static void Narrow<TWork, TOut>(ReadOnlyImageView<TWork> from, ImageView<TOut> to)
        where TWork : unmanaged
        where TOut : unmanaged
    {
        ReadOnlySpan<float> floats = MemoryMarshal.Cast<TWork, float>(from.Data);
        Span<BFloat16> brain = MemoryMarshal.Cast<TOut, BFloat16>(to.Data);
        Size size = from.Layout.Size;
        for (int channel = 0; channel < to.Layout.Channels; channel++)
        for (int y = 0; y < size.Height; y++)
        for (int x = 0; x < size.Width; x++)
            brain[to.Layout.Offset(channel, y, x)] = (BFloat16)floats[from.Layout.Offset(channel, y, x)];
    }

    /// <summary>A batch between two passes, plane by plane, in rented memory.</summary>
    private sealed class Between<T> : IDisposable
        where T : unmanaged
    {
        private readonly T[] memory;
        private readonly Layout layout;
        private readonly int count;

        public Between(Plan plan, int channels)
        {
            layout = Layout.Planar(plan.Size, channels);
            count = plan.PlaceCount;
            memory = ArrayPool<T>.Shared.Rent(checked(layout.Elements * count));
        }

        public ImageBatch<T> Images => new(memory.AsSpan(0, layout.Elements * count), layout, count);

        public void Dispose() => ArrayPool<T>.Shared.Return(memory);
    }
}
