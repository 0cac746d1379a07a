using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>What a tensor of class indexes must be.</summary>
internal static class ClassLabels
{
    public static bool AreIndexes(Tensor labels) => labels.dtype is ScalarType.Int64 or ScalarType.Int32;

    /// <summary>Refuses what is not one class index per image and partner.</summary>
    public static void Check(Plan plan, Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (!AreIndexes(labels))
            throw new ArgumentException(
                $"Labels are class indexes, int64 or int32, not {labels.dtype}; soft labels, one-hot and other vectors are mixed by plan.MixedTargets(targets).",
                nameof(labels)
            );
        if (labels.dim() != 1 || labels.shape[0] != plan.PlaceCount)
            throw new ArgumentException(
                $"Labels are {Needed(plan)}; given {TensorImages.Shape(labels)}.",
                nameof(labels)
            );
    }

    /// <summary>Refuses labels on the CPU that are no class; on other devices libtorch looks at them.</summary>
    public static void CheckRange(Plan plan, Tensor labels, int classes, long? ignoreIndex)
    {
        if (labels.device_type != DeviceType.CPU)
            return;
        using Tensor whole = labels.to(ScalarType.Int64, copy: true);
        int place = 0;
        foreach (long label in whole.data<long>())
        {
            if ((label < 0 || label >= classes) && label != ignoreIndex)
                throw new ArgumentException(
                    $"Image {place} of the batch (sample {plan.SampleAt(place)}) has label {label}; with {classes} classes, labels go from 0 to {classes - 1}"
                        + (
                            ignoreIndex is { } ignored
                                ? $", and {ignored} is ignored."
                                : "; name the one to leave out as ignoreIndex."
                        ),
                    nameof(labels)
                );
            place++;
        }
    }

    public static string Needed(Plan plan) =>
        plan.Partners.IsEmpty
            ? $"[{plan.Count}], one per image of the plan"
            : $"[{plan.PlaceCount}]: one per image of the plan, then one per partner";
}
