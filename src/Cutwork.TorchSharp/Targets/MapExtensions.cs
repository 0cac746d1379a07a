using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>Plans on label maps, the class of every pixel of a batch, as the core's spans have them.</summary>
/// <remarks>
/// Maps may have any strides. Those on another device than the CPU are copied to it, painted there, and what is made of
/// them is copied back: a label map has a few bytes for each pixel, and most are loaded on the CPU anyway.
/// </remarks>
public static class MapExtensions
{
    extension(Plan plan)
    {
        /// <summary>
        /// Label maps of painted images: pasted regions bring their partner's classes, erased ones keep theirs or take
        /// a given one.
        /// </summary>
        /// <param name="maps">
        /// uint8, int16, int32 or int64 [N, H, W]; [2N, H, W], the partners' last, where the plan has some
        /// (<see cref="Plan.Partners"/>).
        /// </param>
        /// <param name="erased">The class of erased pixels, one that a loss ignores; null leaves them theirs.</param>
        /// <returns>[N, H, W], new memory of the maps' type and device.</returns>
        /// <exception cref="ArgumentException">
        /// Shape or type differ from these, or the type has no such class as <paramref name="erased"/>.
        /// </exception>
        /// <exception cref="InvalidOperationException">
        /// An image is blended (mixup): its pixels have two classes. Use <see cref="LabelMapPairs"/> or
        /// <see cref="SoftLabelMaps"/>.
        /// </exception>
        public Tensor LabelMaps(Tensor maps, long? erased = null)
        {
            MapTensors.Check(plan, maps);
            using DisposeScope scope = NewDisposeScope();
            Tensor painted = MapTensors.Empty(plan, maps.dtype);
            Tensor images = MapTensors.Images(maps, maps.dtype);
            switch (maps.dtype)
            {
                case ScalarType.Byte:
                    Paint<byte>(plan, images, painted, erased);
                    break;
                case ScalarType.Int16:
                    Paint<short>(plan, images, painted, erased);
                    break;
                case ScalarType.Int32:
                    Paint<int>(plan, images, painted, erased);
                    break;
                default:
                    Paint<long>(plan, images, painted, erased);
                    break;
            }
            return MapTensors.Of(painted, maps).MoveToOuterDisposeScope();
        }

        /// <summary>
        /// The pair form of label maps, for images that are blended once, as mixup does: what
        /// <c>PairCrossEntropyLoss</c> takes beside logits [N, K, H, W].
        /// </summary>
        /// <param name="maps">
        /// uint8, int16, int32 or int64 [N, H, W]; [2N, H, W], the partners' last, where the plan has some.
        /// </param>
        /// <param name="erased">
        /// The class of erased pixels in both maps: −100, which the losses ignore, or any other; null leaves them
        /// theirs.
        /// </param>
        /// <returns>
        /// int64 [N, H, W], the own maps with what was pasted; int64 [N, H, W], the blended partners'; float32 [N], the
        /// own maps' weights, 1 where nothing was blended. On the maps' device; dispose them.
        /// </returns>
        /// <exception cref="ArgumentException">Shape or type differ from these.</exception>
        /// <exception cref="InvalidOperationException">
        /// An image is blended more than once, or in a part: use <see cref="SoftLabelMaps"/>.
        /// </exception>
        public LabelPairs LabelMapPairs(Tensor maps, long? erased = null)
        {
            MapTensors.Check(plan, maps);
            using DisposeScope scope = NewDisposeScope();
            Tensor images = MapTensors.Images(maps, ScalarType.Int64);
            Tensor first = MapTensors.Empty(plan, ScalarType.Int64);
            Tensor second = MapTensors.Empty(plan, ScalarType.Int64);
            float[] weights = new float[plan.Count];
            using (ImagesOfTensor<long> source = TensorImages.Of<long>(images))
            using (ImagesOfTensor<long> own = TensorImages.Of<long>(first))
            using (ImagesOfTensor<long> partner = TensorImages.Of<long>(second))
                plan.ApplyToMapPairs(source.Images, own.Images, partner.Images, weights, erased);
            return new LabelPairs(
                MapTensors.Of(first, maps),
                MapTensors.Of(second, maps),
                tensor(weights, device: maps.device)
            ).MoveToOuterDisposeScope();
        }

        /// <summary>
        /// One-hot label maps, a plane for each class, whatever was mixed: a pixel's numbers sum to 1, or to the weight
        /// of what is not ignored.
        /// </summary>
        /// <remarks>
        /// <c>SoftTargetCrossEntropyLoss</c> takes them beside logits [N, K, H, W]; where classes are ignored,
        /// with <c>weightedMean</c>, it is the pair loss of <see cref="LabelMapPairs"/>.
        /// </remarks>
        /// <param name="maps">
        /// uint8, int16, int32 or int64 [N, H, W]; [2N, H, W], the partners' last, where the plan has some.
        /// </param>
        /// <param name="classes">Number of classes, K.</param>
        /// <param name="ignored">
        /// A class that no plane stands for, such as 255 or −100: it weighs 0 in all planes. Null: every class has its
        /// plane.
        /// </param>
        /// <returns>float32 [N, K, H, W] on the maps' device.</returns>
        /// <exception cref="ArgumentException">Shape or type differ from these, or a class has no plane.</exception>
        public Tensor SoftLabelMaps(Tensor maps, int classes, long? ignored = null)
        {
            MapTensors.Check(plan, maps);
            Guard.AtLeast(classes, 1, nameof(classes), "class");
            using DisposeScope scope = NewDisposeScope();
            Tensor images = MapTensors.Images(maps, ScalarType.Int64);
            Tensor planes = MapTensors.Empty(plan, ScalarType.Float32, classes);
            using (ImagesOfTensor<long> source = TensorImages.Of<long>(images))
            using (ImagesOfTensor<float> target = TensorImages.Of<float>(planes))
                plan.ApplyToSoftMaps(source.Images, target.Images, ignored);
            return planes.to(maps.device).MoveToOuterDisposeScope();
        }
    }

    private static void Paint<T>(Plan plan, Tensor images, Tensor painted, long? erased)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        T? label = MapTensors.Class<T>(erased, nameof(erased));
        using ImagesOfTensor<T> source = TensorImages.Of<T>(images);
        using ImagesOfTensor<T> target = TensorImages.Of<T>(painted);
        plan.ApplyToMaps(source.Images, target.Images, label);
    }
}
