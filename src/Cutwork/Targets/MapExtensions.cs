using System.Numerics;

namespace Cutwork;

/// <summary>Plans on label maps: a class for every pixel, as bytes, 16-bit or 64-bit numbers.</summary>
public static class MapExtensions
{
    extension(Plan plan)
    {
        /// <summary>Label maps of painted images: pasted regions bring their partner's classes, erased ones keep theirs or take a given one.</summary>
        /// <param name="maps">The map of every place of the plan, its partners included, as it lies before the strokes; one channel.</param>
        /// <param name="painted">The images' maps; one channel, any layout, apart from <paramref name="maps"/>.</param>
        /// <param name="erased">The class of erased pixels, 255 for one that a loss ignores; null leaves them theirs.</param>
        /// <typeparam name="T">byte, ushort, long, or another integer.</typeparam>
        /// <exception cref="ArgumentException">Counts or sizes differ from the plan's, a map has several channels, or memory overlaps.</exception>
        /// <exception cref="InvalidOperationException">
        /// An image is blended (mixup): its pixels have two classes. Use <see cref="ApplyToMapPairs"/> or <see cref="ApplyToSoftMaps"/>.
        /// </exception>
        public void ApplyToMaps<T>(ReadOnlyImageBatch<T> maps, ImageBatch<T> painted, T? erased = null)
            where T : unmanaged, IBinaryInteger<T>
        {
            plan.CheckMaps(maps, painted, "painted maps");
            plan.CheckHard(Blends.Both);
            for (int place = 0; place < plan.Count; place++)
            {
                using Seen image = plan.See(place);
                MapPainter.Paint(image, maps, painted[place], erased);
            }
        }

        /// <summary>
        /// The pair form of label maps: loss = weight · loss(first) + (1 − weight) · loss(second), pixel by pixel, for images that are blended once, as
        /// mixup does.
        /// </summary>
        /// <param name="maps">The map of every place of the plan, its partners included, as it lies before the strokes; one channel.</param>
        /// <param name="first">The images' own maps, with what was pasted.</param>
        /// <param name="second">The blended partners' maps, with what was pasted; the own one where nothing was blended.</param>
        /// <param name="weights">For each image the weight of its first map; 1 where nothing was blended.</param>
        /// <param name="erased">The class of erased pixels, 255 for one that a loss ignores; null leaves them theirs.</param>
        /// <typeparam name="T">byte, ushort, long, or another integer.</typeparam>
        /// <exception cref="ArgumentException">Counts or sizes differ from the plan's, a map has several channels, or memory overlaps.</exception>
        /// <exception cref="InvalidOperationException">An image is blended more than once, or in a part: use <see cref="ApplyToSoftMaps"/>.</exception>
        public void ApplyToMapPairs<T>(
            ReadOnlyImageBatch<T> maps,
            ImageBatch<T> first,
            ImageBatch<T> second,
            Span<float> weights,
            T? erased = null
        )
            where T : unmanaged, IBinaryInteger<T>
        {
            plan.CheckMaps(maps, first, "first maps");
            plan.CheckMaps(maps, second, "second maps");
            if (SharedMemory.IsShared<T, T>(first.Data, second.Data))
                throw new ArgumentException("First and second maps share memory; give each its own.");
            if (weights.Length != plan.Count)
                throw new ArgumentException(
                    $"The plan has {plan.Count} images, but there is room for {weights.Length} weights; give one for each.",
                    nameof(weights)
                );
            double[] owns = [.. Enumerable.Range(0, plan.Count).Select(plan.BlendOf)];
            plan.CheckHard(Blends.Own);
            plan.CheckHard(Blends.Partner);
            for (int place = 0; place < plan.Count; place++)
            {
                weights[place] = (float)owns[place];
                using (Seen image = plan.See(place, Blends.Own))
                    MapPainter.Paint(image, maps, first[place], erased);
                using (Seen image = plan.See(place, Blends.Partner))
                    MapPainter.Paint(image, maps, second[place], erased);
            }
        }

        /// <summary>One-hot label maps of painted images, a plane for each class: each pixel's weights sum to 1, whatever was mixed.</summary>
        /// <param name="maps">The map of every place of the plan, its partners included, as it lies before the strokes; one channel.</param>
        /// <param name="planes">The images' planes, as many as there are classes, any layout.</param>
        /// <param name="ignored">A class that a loss ignores and no plane stands for, such as 255: its pixels weigh 0 in all planes.</param>
        /// <typeparam name="T">byte, ushort, long, or another integer.</typeparam>
        /// <exception cref="ArgumentException">Counts or sizes differ from the plan's, a map has several channels, memory overlaps, or a class has no plane.</exception>
        public void ApplyToSoftMaps<T>(ReadOnlyImageBatch<T> maps, ImageBatch<float> planes, T? ignored = null)
            where T : unmanaged, IBinaryInteger<T>
        {
            plan.CheckMaps(maps, maps.Layout.Channels);
            plan.CheckCount(planes.Count, "batch of planes");
            plan.CheckSize(planes.Layout.Size, "batch of planes");
            if (SharedMemory.IsShared<T, float>(maps.Data, planes.Data))
                throw new ArgumentException("Maps and planes share memory; give each its own.");
            plan.CheckClasses(maps, planes.Layout.Channels, ignored);
            for (int place = 0; place < plan.Count; place++)
            {
                using Seen image = plan.See(place);
                MapPainter.PaintSoft(image, maps, planes[place], ignored);
            }
        }

        /// <summary>Refuses pixels of two classes before anything is written.</summary>
        private void CheckHard(Blends blends)
        {
            if (!plan.HasBlends)
                return;
            for (int place = 0; place < plan.Count; place++)
            {
                using Seen image = plan.See(place, blends);
                while (image.Next())
                    foreach (ref readonly SeenRun run in image.Runs)
                        if (image.PartsOf(run).Length > 1)
                            throw new InvalidOperationException(
                                $"Image {place} is blended with {(blends == Blends.Both ? "another" : "others that are blended themselves")}, so that its pixels "
                                    + (
                                        blends == Blends.Both
                                            ? "have two classes; use ApplyToMapPairs or ApplyToSoftMaps."
                                            : "have several classes; use ApplyToSoftMaps."
                                    )
                            );
            }
        }

        /// <summary>True where a stroke keeps a part of what it covers.</summary>
        private bool HasBlends
        {
            get
            {
                foreach (Stage stage in plan.Stages)
                foreach (ref readonly Stroke stroke in stage.Strokes)
                    if (stroke.Source == Source.Partner && stroke.OwnWeight is > 0 and < 1)
                        return true;
                return false;
            }
        }

        private void CheckClasses<T>(ReadOnlyImageBatch<T> maps, int classes, T? ignored)
            where T : unmanaged, IBinaryInteger<T>
        {
            for (int place = 0; place < maps.Count; place++)
            {
                ReadOnlyImageView<T> map = maps[place];
                for (int y = 0; y < plan.Size.Height; y++)
                for (int x = 0; x < plan.Size.Width; x++)
                {
                    T label = map[0, y, x];
                    if (label != ignored && (T.IsNegative(label) || long.CreateSaturating(label) >= classes))
                        throw new ArgumentException(
                            $"The map of image {place} (sample {plan.SampleAt(place)}) has class {label} at row {y}, column {x}, but there are planes for "
                                + $"0 to {classes - 1}; give a plane for each class, or name the one that is ignored.",
                            nameof(maps)
                        );
                }
            }
        }

        private void CheckMaps<T>(ReadOnlyImageBatch<T> maps, ImageBatch<T> painted, string what)
            where T : unmanaged
        {
            plan.CheckMaps(maps, painted.Layout.Channels);
            plan.CheckCount(painted.Count, what);
            plan.CheckSize(painted.Layout.Size, what);
            if (SharedMemory.IsShared<T, T>(maps.Data, painted.Data))
                throw new ArgumentException(
                    $"The {what} share memory with the maps that they are made from; give them their own."
                );
        }

        private void CheckMaps<T>(ReadOnlyImageBatch<T> maps, int channels)
            where T : unmanaged
        {
            plan.CheckShown();
            plan.CheckSources(maps.Count, "batch of maps");
            plan.CheckSize(maps.Layout.Size, "batch of maps");
            if (maps.Layout.Channels != 1 || channels != 1)
                throw new ArgumentException(
                    $"Label maps have one channel, the class of each pixel; given {Math.Max(maps.Layout.Channels, channels)}."
                );
        }

        /// <summary>The own weight of the one blend that an image has; 1 where it has none.</summary>
        private double BlendOf(int place)
        {
            double own = 1;
            int blends = 0;
            foreach (Stage stage in plan.Stages)
            foreach (ref readonly Stroke stroke in stage.Of(place))
                if (stroke.Source == Source.Partner && stroke.OwnWeight is > 0 and < 1 && !stroke.Region.IsEmpty)
                {
                    own = stroke.OwnWeight;
                    if (++blends > 1 || !stroke.IsWhole(plan.Size))
                        throw new InvalidOperationException(
                            $"Image {place} is blended {(blends > 1 ? "more than once" : "in a part")}; a pair of maps with one weight holds one blend of the "
                                + "whole image. Use ApplyToSoftMaps."
                        );
                }
            return own;
        }
    }
}
