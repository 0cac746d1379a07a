using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>Plans on the targets of a batch, on any device; the core's spans are their reference.</summary>
public static class TargetExtensions
{
    extension(Plan plan)
    {
        /// <summary>Soft labels from class indexes: each row sums to 1.</summary>
        /// <param name="labels">int64 or int32 [N], from 0 to classes − 1; [2N], the partners' last, where the plan has some (<see cref="Plan.Partners"/>).</param>
        /// <param name="classes">Number of classes, K.</param>
        /// <param name="smoothing">
        /// ε of label smoothing, from 0 to 1, applied once, before mixing: 1 − ε + ε/K for the class, ε/K for the others (timm's <c>mixup_target</c>).
        /// The losses for soft targets have none of their own, so that it stays once.
        /// </param>
        /// <param name="ignoreIndex">A label that stands for none: its share of a row is 0, smoothed or not. Null: every label is a class.</param>
        /// <returns>float32 [N, K] on the labels' device.</returns>
        /// <exception cref="ArgumentException">
        /// Shape or type differ from these, or a label on the CPU is no class; on other devices, where looking would wait for all work before, that is
        /// libtorch's error.
        /// </exception>
        public Tensor SoftLabels(Tensor labels, int classes, double smoothing = 0, long? ignoreIndex = null)
        {
            ClassLabels.Check(plan, labels);
            Guard.AtLeast(classes, 1, nameof(classes), "class");
            Guard.Between(smoothing, 0, 1, nameof(smoothing), "a share");
            ClassLabels.CheckRange(plan, labels, classes, ignoreIndex);
            using DisposeScope scope = NewDisposeScope();
            return LabelMix
                .Of(plan, SmoothedLabels.Rows(labels, classes, smoothing, ScalarType.Float32, ignoreIndex))
                .MoveToOuterDisposeScope();
        }

        /// <summary>The pair form: y_a, y_b and λ, exactly those of the core.</summary>
        /// <remarks>Labels are not looked at: one that a loss ignores, −100, stays it.</remarks>
        /// <param name="labels">int64 or int32 [N]; [2N], the partners' last, where the plan has some.</param>
        /// <returns>int64 [N], int64 [N] and float32 [N] on the labels' device; dispose them.</returns>
        /// <exception cref="ArgumentException">Shape or type differ from these.</exception>
        /// <exception cref="InvalidOperationException">An image has more than one partner: use soft labels.</exception>
        public LabelPairs Pairs(Tensor labels)
        {
            ClassLabels.Check(plan, labels);
            int[] places = [.. Enumerable.Range(0, plan.PlaceCount)];
            int[] own = new int[plan.Count];
            int[] partners = new int[plan.Count];
            float[] lambda = new float[plan.Count];
            plan.Apply(places, own, partners, lambda);
            using DisposeScope scope = NewDisposeScope();
            Tensor seconds = tensor([.. partners.Select(place => (long)place)], device: labels.device);
            return new LabelPairs(
                labels.narrow(0, 0, plan.Count).to(ScalarType.Int64, copy: true),
                labels.index_select(0, seconds).to(ScalarType.Int64, copy: true),
                tensor(lambda, device: labels.device)
            ).MoveToOuterDisposeScope();
        }

        /// <summary>Mixes targets of any kind by the weights of the labels: soft labels, one-hot and multi-label vectors, regression. Gradients flow.</summary>
        /// <param name="targets">Floats [N, …]; [2N, …], the partners' last, where the plan has some. float16 and bfloat16 are summed in float32.</param>
        /// <returns>[N, …], of the targets' type and device.</returns>
        /// <exception cref="ArgumentException">Not floats, or for another number of images.</exception>
        public Tensor MixedTargets(Tensor targets)
        {
            ArgumentNullException.ThrowIfNull(targets);
            if (!targets.is_floating_point())
                throw new ArgumentException(
                    $"Targets that mix are floats, not {targets.dtype}: convert vectors, targets.to(ScalarType.Float32); for class indexes there are plan.SoftLabels and plan.Pairs.",
                    nameof(targets)
                );
            if (targets.dim() < 1 || targets.shape[0] != plan.PlaceCount)
                throw new ArgumentException(
                    $"Targets begin with {ClassLabels.Needed(plan)}; given {TensorImages.Shape(targets)}.",
                    nameof(targets)
                );
            using DisposeScope scope = NewDisposeScope();
            Tensor mixed = LabelMix.Of(plan, Precision.Widened(targets));
            return Precision.As(mixed, targets.dtype).MoveToOuterDisposeScope();
        }
    }
}
