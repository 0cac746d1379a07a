namespace Cutwork;

/// <summary>Plans from bytes to a batch, in one pass.</summary>
public static class CollateExtensions
{
    extension(Plan plan)
    {
        /// <summary>
        /// Paints images of bytes into a batch of floats: window, erasing, mixing, normalization, layout, each element written once.
        /// </summary>
        /// <remarks>
        /// A byte becomes <c>byte · s + b</c> with s = 1 / (255 σ) and b = −μ / σ (unit floats: s = 1 / 255, b = 0), rounded once. What is
        /// painted equals, to the bit, what <see cref="PixelExtensions"/> would make of images that were converted so before. Nothing is
        /// allocated once a thread has painted a batch of the size.
        /// </remarks>
        /// <param name="sources">
        /// One image per place of the plan, each with its own layout and window; only read. Where the plan has partners of its own
        /// (<see cref="Plan.Partners"/>), they follow the images.
        /// </param>
        /// <param name="destination">The batch: planar (NCHW), interleaved (NHWC) or with any strides. Padding is left alone.</param>
        /// <param name="palette">Normalized or unit floats.</param>
        /// <param name="targets">Labels to be written by the same plan.</param>
        /// <param name="options">Threads, cancellation, the color around windows that reach over their image.</param>
        /// <exception cref="ArgumentException">Counts, sizes or channels differ from the plan's, memory overlaps, or the palette does not fit.</exception>
        /// <exception cref="OperationCanceledException">Canceled; the destination is partly painted.</exception>
        public void Collate(
            ReadOnlySpan<SourceImage> sources,
            ImageBatch<float> destination,
            Palette palette,
            Targets targets = default,
            ApplyOptions? options = null
        ) => plan.CollateImages<float, float>(sources, destination, palette, targets, options);

        /// <inheritdoc cref="Collate(Plan, ReadOnlySpan{SourceImage}, ImageBatch{float}, Palette, Targets, ApplyOptions?)"/>
        public void Collate(
            ReadOnlySpan<SourceImage> sources,
            ImageBatch<BFloat16> destination,
            Palette palette,
            Targets targets = default,
            ApplyOptions? options = null
        ) => plan.CollateImages<float, BFloat16>(sources, destination, palette, targets, options);

        /// <summary>Paints images of bytes into a batch of bytes: window, erasing, mixing, layout.</summary>
        /// <inheritdoc cref="Collate(Plan, ReadOnlySpan{SourceImage}, ImageBatch{float}, Palette, Targets, ApplyOptions?)"/>
        public void Collate(
            ReadOnlySpan<SourceImage> sources,
            ImageBatch<byte> destination,
            Palette palette,
            Targets targets = default,
            ApplyOptions? options = null
        ) => plan.CollateImages<byte, byte>(sources, destination, palette, targets, options);

        /// <summary>
        /// Paints a batch of bytes into a batch of floats: erasing, mixing, normalization, layout, each element written once.
        /// </summary>
        /// <inheritdoc cref="Collate(Plan, ReadOnlySpan{SourceImage}, ImageBatch{float}, Palette, Targets, ApplyOptions?)"/>
        public void Collate(
            ReadOnlyImageBatch<byte> sources,
            ImageBatch<float> destination,
            Palette palette,
            Targets targets = default,
            ApplyOptions? options = null
        ) => plan.CollateBatch<float, float>(sources, destination, palette, targets, options);

        /// <inheritdoc cref="Collate(Plan, ReadOnlyImageBatch{byte}, ImageBatch{float}, Palette, Targets, ApplyOptions?)"/>
        public void Collate(
            ReadOnlyImageBatch<byte> sources,
            ImageBatch<BFloat16> destination,
            Palette palette,
            Targets targets = default,
            ApplyOptions? options = null
        ) => plan.CollateBatch<float, BFloat16>(sources, destination, palette, targets, options);

        private void CollateImages<TWork, TOut>(
            ReadOnlySpan<SourceImage> sources,
            ImageBatch<TOut> destination,
            Palette palette,
            Targets targets,
            ApplyOptions? options
        )
            where TWork : unmanaged
            where TOut : unmanaged
        {
            plan.CheckSources(sources.Length, "list of sources");
            if (!plan.Views.IsEmpty)
            {
                plan.AsShown().CollateImages<TWork, TOut>(plan.Shown(sources), destination, palette, targets, options);
                return;
            }
            plan.Check<TOut>(destination.Count, destination.Layout, "destination", palette);
            ReadOnlySpan<TOut> written = destination.Data;
            for (int position = 0; position < sources.Length; position++)
            {
                ref readonly SourceImage source = ref sources[position];
                if (source.Layout == default)
                    throw new ArgumentException($"Source {position} (sample {plan.SampleAt(position)}) is empty.");
                if (source.Layout.Channels != 1 && source.Layout.Channels != destination.Layout.Channels)
                    throw new ArgumentException(
                        $"Source {position} (sample {plan.SampleAt(position)}) has {source.Layout.Channels} channels, the destination {destination.Layout.Channels}; "
                            + "a source has as many channels as the batch, or one for all."
                    );
                ReadOnlySpan<byte> pixels = source.Pixels.Span;
                if (SharedMemory.IsShared(pixels, written))
                    throw new ArgumentException(
                        $"Source {position} (sample {plan.SampleAt(position)}) and the destination overlap."
                    );
                targets.CheckApart(pixels, "sources");
            }
            targets.CheckApart(written, "destination");
            targets.Write(plan);
            Collation<byte, TWork, TOut>.Run(plan, sources, destination, palette, options ?? ApplyOptions.Default);
        }

        /// <summary>The windows that the plan's views are; what would have to be resampled is refused.</summary>
        private SourceImage[] Shown(ReadOnlySpan<SourceImage> sources)
        {
            var shown = new SourceImage[sources.Length];
            for (int position = 0; position < shown.Length; position++)
            {
                ref readonly SourceImage source = ref sources[position];
                View view = plan.Views[position];
                if (source.Layout.Size != view.SourceSize || source.Window != default)
                    throw new ArgumentException(
                        $"Source {position} (sample {plan.SampleAt(position)}) has {source.Layout.Size} and the window {source.Window}, but the plan was drawn for a "
                            + $"source of {view.SourceSize}, whose window it sets itself; give the whole source, or paint Plan.AsShown()."
                    );
                if (view.Size != plan.Size)
                    throw new ArgumentException(
                        $"Image {position} (sample {plan.SampleAt(position)}) shows {view}, which has to be resampled to {plan.Size}: bring it to that size first and paint "
                            + "Plan.AsShown(), as Cutwork.Loading's Loader does."
                    );
                shown[position] = new SourceImage(
                    source.Pixels,
                    source.Layout,
                    new Window(view.Crop.Top, view.Crop.Left, view.Mirror)
                );
            }
            return shown;
        }

        private void CollateBatch<TWork, TOut>(
            ReadOnlyImageBatch<byte> sources,
            ImageBatch<TOut> destination,
            Palette palette,
            Targets targets,
            ApplyOptions? options
        )
            where TWork : unmanaged
            where TOut : unmanaged
        {
            plan.CheckSources(sources.Count, "source");
            plan.CheckSize(sources.Layout.Size, "source");
            plan.Check<TOut>(destination.Count, destination.Layout, "destination", palette);
            if (sources.Layout.Channels != 1 && sources.Layout.Channels != destination.Layout.Channels)
                throw new ArgumentException(
                    $"The source has {sources.Layout.Channels} channels, the destination {destination.Layout.Channels}; "
                        + "a source has as many channels as the batch, or one for all."
                );
            if (SharedMemory.IsShared<byte, TOut>(sources.Data, destination.Data))
                throw new ArgumentException("Source and destination overlap.");
            targets.CheckApart(sources.Data, "source");
            targets.CheckApart<TOut>(destination.Data, "destination");
            targets.Write(plan);
            Collation<byte, TWork, TOut>.Run(plan, sources, destination, palette, options ?? ApplyOptions.Default);
        }
    }
}
