using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>A plan as operations on whole batches: those of every image's first stroke at once, then of every second, …</summary>
/// <remarks>
/// What is sent to the device are the plan's numbers (a few per stroke) and noise, drawn on the host by the engine's own counters for the pixels that it
/// covers: the same bits as on the CPU, and with a quarter of the images erased a hundredth of the batch's bytes.
/// </remarks>
internal static class TensorPlan
{
    private const float LargestHalf = 65504;

    /// <summary>Refuses what is not the plan's batch, or no pixels.</summary>
    public static void Check(Plan plan, Tensor images, Palette palette)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(palette);
        if (images.dim() != 4)
            throw new ArgumentException(
                $"A batch of images is N×C×H×W; given {TensorImages.Shape(images)}. Give one image a batch of its own: image.unsqueeze(0).",
                nameof(images)
            );
        if (images.dtype is not (ScalarType.Byte or ScalarType.Float32 or ScalarType.BFloat16 or ScalarType.Float16))
            throw new ArgumentException(
                $"Images are bytes, floats, bfloat16 or float16, not {images.dtype}; convert them: images.to(ScalarType.Float32).",
                nameof(images)
            );
        plan.CheckRead(TensorImages.SideOf(images, 0), TensorImages.SizeOf(images), "tensor");
        int channels = TensorImages.SideOf(images, 1);
        if (images.dtype == ScalarType.Byte)
            palette.Check<byte>(channels);
        else
            palette.Check<float>(channels);
        if (images.dtype == ScalarType.Float16)
            CheckHalves(plan, channels, palette);
    }

    // Of all types of elements, these alone end below what palettes and paints may be.
    private static void CheckHalves(Plan plan, int channels, Palette palette)
    {
        IEnumerable<Paint?> paints = plan.Stages.SelectMany(stage => stage.Origins).Select(origin => origin.Paint);
        foreach (Paint? paint in paints.Prepend(null))
            for (int channel = 0; channel < channels; channel++)
                if (palette.Largest(channel, paint) is var largest and > LargestHalf)
                    throw new ArgumentException(
                        $"In float16 {(paint is null ? "this palette" : $"the paint \"{paint}\"")} makes numbers up to {largest}, beyond its largest, "
                            + $"{LargestHalf}: they would be infinite. Paint in float32 or bfloat16."
                    );
    }

    /// <summary>Paints out of place; the caller owns the result, and gradients flow to the images where they are asked for.</summary>
    public static Tensor Paint(Plan plan, Tensor images, Palette palette)
    {
        Check(plan, images, palette);
        using DisposeScope scope = NewDisposeScope();
        bool isByte = images.dtype == ScalarType.Byte;
        // What is painted is new memory; where nothing is, the result must not be the source's.
        Tensor painted =
            images.dtype != ScalarType.Float32 ? images.to(ScalarType.Float32)
            : PaintsNothing(plan) ? images.clone()
            : images.alias();
        foreach (Stage stage in plan.Stages)
        {
            painted = new StageOnTensors(stage, plan.Size, palette, painted).Paint();
            if (isByte)
                painted = painted.round();
        }
        if (plan.Count < painted.shape[0])
            painted = painted.narrow(0, 0, plan.Count).clone(); // without the partners' memory
        if (painted.dtype != images.dtype)
            painted = painted.to(images.dtype);
        return Ordered(painted, TensorImages.IsChannelsLast(images)).MoveToOuterDisposeScope();
    }

    private static bool PaintsNothing(Plan plan)
    {
        foreach (Stage stage in plan.Stages)
        foreach (ref readonly Stroke stroke in stage.Strokes)
            if (!stroke.Region.IsEmpty)
                return false;
        return true;
    }

    /// <summary>In the order that the source had.</summary>
    private static Tensor Ordered(Tensor painted, bool channelsLast) =>
        channelsLast ? painted.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : painted.contiguous();
}
