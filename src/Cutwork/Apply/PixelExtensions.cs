namespace Cutwork;

/// <summary>Plans on pixels.</summary>
public static class PixelExtensions
{
    extension(Plan plan)
    {
        /// <summary>Paints a batch out of place.</summary>
        /// <param name="source">The images as they are, in the plan's order and size, then its partners where it has some; only read.</param>
        /// <param name="destination">The images as they shall be: same count, size and channels, any layout. Padding is left alone.</param>
        /// <param name="palette">What fill, color and noise are in bytes.</param>
        /// <param name="targets">Labels to be written by the same plan.</param>
        /// <param name="options">Threads and cancellation.</param>
        /// <exception cref="ArgumentException">The batches differ from the plan or overlap, or the palette does not fit.</exception>
        public void Apply(
            ReadOnlyImageBatch<byte> source,
            ImageBatch<byte> destination,
            Palette palette,
            Targets targets = default,
            ApplyOptions? options = null
        ) => plan.ApplyOutOfPlace(source, destination, palette, targets, options);

        /// <summary>Paints a batch out of place.</summary>
        /// <param name="source">The images as they are, in the plan's order and size, then its partners where it has some; only read.</param>
        /// <param name="destination">The images as they shall be: same count, size and channels, any layout. Padding is left alone.</param>
        /// <param name="palette">What fill, color and noise are in these floats.</param>
        /// <param name="targets">Labels to be written by the same plan.</param>
        /// <param name="options">Threads and cancellation.</param>
        /// <exception cref="ArgumentException">The batches differ from the plan or overlap, or the palette does not fit.</exception>
        public void Apply(
            ReadOnlyImageBatch<float> source,
            ImageBatch<float> destination,
            Palette palette,
            Targets targets = default,
            ApplyOptions? options = null
        ) => plan.ApplyOutOfPlace(source, destination, palette, targets, options);

        /// <summary>Paints a batch in place.</summary>
        /// <param name="images">The images, in the plan's order and size.</param>
        /// <param name="palette">What fill, color and noise are in bytes.</param>
        /// <param name="targets">Labels to be written by the same plan.</param>
        /// <param name="options">Threads and cancellation.</param>
        /// <exception cref="ArgumentException">The batch differs from the plan, or the palette does not fit.</exception>
        public void Apply(
            ImageBatch<byte> images,
            Palette palette,
            Targets targets = default,
            ApplyOptions? options = null
        ) => plan.ApplyInPlace(images, palette, targets, options);

        /// <summary>Paints a batch in place.</summary>
        /// <param name="images">The images, in the plan's order and size.</param>
        /// <param name="palette">What fill, color and noise are in these floats.</param>
        /// <param name="targets">Labels to be written by the same plan.</param>
        /// <param name="options">Threads and cancellation.</param>
        /// <exception cref="ArgumentException">The batch differs from the plan, or the palette does not fit.</exception>
        public void Apply(
            ImageBatch<float> images,
            Palette palette,
            Targets targets = default,
            ApplyOptions? options = null
        ) => plan.ApplyInPlace(images, palette, targets, options);

        /// <summary>Paints one image of a batch, out of place; images can be painted in any order and on any thread.</summary>
        /// <param name="position">The image's place in the batch.</param>
        /// <param name="source">The whole batch as it is, and the plan's partners: partners are read from it.</param>
        /// <param name="destination">The image as it shall be: same size and channels, any layout.</param>
        /// <param name="palette">What fill, color and noise are in bytes.</param>
        /// <exception cref="ArgumentException">The batch or the image differs from the plan or they overlap, or the palette does not fit.</exception>
        public void ApplyOne(
            int position,
            ReadOnlyImageBatch<byte> source,
            ImageView<byte> destination,
            Palette palette
        ) => plan.ApplyOneOutOfPlace(position, source, destination, palette);

        /// <summary>Paints one image of a batch, out of place; images can be painted in any order and on any thread.</summary>
        /// <param name="position">The image's place in the batch.</param>
        /// <param name="source">The whole batch as it is, and the plan's partners: partners are read from it.</param>
        /// <param name="destination">The image as it shall be: same size and channels, any layout.</param>
        /// <param name="palette">What fill, color and noise are in these floats.</param>
        /// <exception cref="ArgumentException">The batch or the image differs from the plan or they overlap, or the palette does not fit.</exception>
        public void ApplyOne(
            int position,
            ReadOnlyImageBatch<float> source,
            ImageView<float> destination,
            Palette palette
        ) => plan.ApplyOneOutOfPlace(position, source, destination, palette);

        private void ApplyOutOfPlace<T>(
            ReadOnlyImageBatch<T> source,
            ImageBatch<T> destination,
            Palette palette,
            Targets targets,
            ApplyOptions? options
        )
            where T : unmanaged
        {
            plan.Check<T>(destination.Count, destination.Layout, "destination", palette);
            plan.CheckSources(source.Count, "source");
            plan.CheckSize(source.Layout.Size, "source");
            CheckChannels(source.Layout, destination.Layout);
            CheckApart(source.Data, destination.Data);
            targets.CheckApart(source.Data, "source");
            targets.CheckApart<T>(destination.Data, "destination");
            targets.Write(plan);
            Collation<T, T, T>.Run(plan, source, destination, palette, options ?? ApplyOptions.Default);
        }

        private void ApplyOneOutOfPlace<T>(
            int position,
            ReadOnlyImageBatch<T> source,
            ImageView<T> destination,
            Palette palette
        )
            where T : unmanaged
        {
            ArgumentOutOfRangeException.ThrowIfNegative(position);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, plan.Count);
            plan.Check<T>(plan.Count, destination.Layout, "destination", palette);
            plan.CheckSources(source.Count, "source");
            plan.CheckSize(source.Layout.Size, "source");
            CheckChannels(source.Layout, destination.Layout);
            CheckApart(source.Data, destination.Data);
            var one = new ImageBatch<T>(destination.Data, destination.Layout, 1);
            Collation<T, T, T>.Run(plan, source, one, palette, ApplyOptions.Default, position);
        }

        private void ApplyInPlace<T>(ImageBatch<T> images, Palette palette, Targets targets, ApplyOptions? options)
            where T : unmanaged
        {
            if (!plan.Partners.IsEmpty)
                throw new ArgumentException(
                    $"The plan mixes partners of their own (Plan.Partners) into its {plan.Count} images; in place there is nothing to read them from. "
                        + $"Apply it out of place, or collate it, from {plan.PlaceCount} sources: the images, then their partners."
                );
            plan.Check<T>(images.Count, images.Layout, "batch", palette);
            targets.CheckApart<T>(images.Data, "images");
            targets.Write(plan);
            Repainting.Run(plan, images, palette, options ?? ApplyOptions.Default);
        }

        internal void Check<T>(int count, Layout layout, string what, Palette palette)
        {
            plan.CheckShown();
            plan.CheckCount(count, what);
            plan.CheckSize(layout.Size, what);
            CheckPalette<T>(palette, layout.Channels);
        }
    }

    private static void CheckPalette<T>(Palette palette, int channels)
    {
        ArgumentNullException.ThrowIfNull(palette);
        palette.Check<T>(channels);
    }

    private static void CheckChannels(Layout source, Layout destination)
    {
        if (source.Channels != destination.Channels)
            throw new ArgumentException(
                $"The source has {source.Channels} channels, the destination {destination.Channels}."
            );
    }

    private static void CheckApart<T>(ReadOnlySpan<T> source, ReadOnlySpan<T> destination)
    {
        if (source.Overlaps(destination))
            throw new ArgumentException(
                "Source and destination overlap; to paint a batch where it is, use the overload with one batch."
            );
    }
}
