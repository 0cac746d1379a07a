using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>Plans on batches of image tensors.</summary>
public static class PixelExtensions
{
    extension(Plan plan)
    {
        /// <summary>
        /// Paints a batch in place: on the CPU by the engine on the tensor's own memory, on other devices by a few operations for the whole batch.
        /// </summary>
        /// <remarks>
        /// Any strides, so channels-last and slices too. The result is the engine's on every device: what is pasted, filled and drawn to the bit, blends
        /// to the rounding of one product and sum. Gradients do not flow: that is <see cref="Functional.Apply"/>. As after libtorch's own operations in
        /// place, a backward pass that needs the images as they were raises an error.
        /// </remarks>
        /// <param name="images">N×C×H×W bytes, floats, bfloat16 or float16, in the plan's order and size.</param>
        /// <param name="palette">What fill, color and noise are in these numbers; halves take the floats' palettes.</param>
        /// <param name="options">The engine's threads, and cancellation.</param>
        /// <exception cref="ArgumentException">
        /// The batch differs from the plan, its elements share places (a tensor that was expanded), or the palette does not fit.
        /// </exception>
        /// <exception cref="InvalidOperationException">The images require gradients.</exception>
        public void Apply(Tensor images, Palette palette, ApplyOptions? options = null)
        {
            TensorPlan.Check(plan, images, palette);
            if (images.requires_grad && is_grad_enabled())
                throw new InvalidOperationException(
                    "The images require gradients, which do not flow through painting in place: use Functional.Apply(plan, images, palette)."
                );
            if (TensorImages.SharePlaces(images))
                throw new ArgumentException(
                    $"Elements of these {TensorImages.Shape(images)} images share places (the tensor was expanded), so they cannot be painted where they are; "
                        + "give them memory of their own (images.contiguous()), or paint out of place (plan.Painted).",
                    nameof(images)
                );
            TellAutograd(images);
            if (images.device_type != DeviceType.CPU)
                PaintElsewhere(plan, images, palette);
            else if (!TensorImages.LieApart(images))
                PaintCopied(plan, images, palette, options);
            else if (images.dtype == ScalarType.Byte)
                PaintBytes(plan, images, palette, options);
            else if (images.dtype == ScalarType.Float32)
                PaintFloats(plan, images, palette, options);
            else
                PaintWidened(plan, images, palette, options);
        }

        /// <summary>Paints a batch into a new tensor, as the in-place form does.</summary>
        /// <param name="images">N×C×H×W bytes, floats, bfloat16 or float16, in the plan's order and size, then the plan's partners where it has some.</param>
        /// <param name="palette">What fill, color and noise are in these numbers.</param>
        /// <param name="options">The engine's threads, and cancellation.</param>
        /// <returns>The plan's images, without its partners; as the source in device, type and channels-last or not.</returns>
        /// <exception cref="ArgumentException">The batch differs from the plan, or the palette does not fit.</exception>
        public Tensor Painted(Tensor images, Palette palette, ApplyOptions? options = null)
        {
            TensorPlan.Check(plan, images, palette);
            using IDisposable guard = no_grad();
            if (images.device_type != DeviceType.CPU || images.dtype is not (ScalarType.Byte or ScalarType.Float32))
                return Functional.Apply(plan, images, palette);
            if (!TensorImages.LieApart(images))
            {
                using Tensor copy = images.contiguous();
                return plan.Painted(copy, palette, options);
            }
            Tensor painted = TensorImages.Like(images, plan.Count);
            return PaintedInto(
                painted,
                images.dtype == ScalarType.Byte
                    ? () => PaintBytes(plan, images, painted, palette, options)
                    : () => PaintFloats(plan, images, painted, palette, options)
            );
        }
    }

    /// <summary>
    /// Counts up the version of the images, which all their views and what a graph has kept of them share: the engine writes past libtorch, and a
    /// backward pass would take the painted pixels for those of its forward pass.
    /// </summary>
    private static void TellAutograd(Tensor images)
    {
        using Tensor same = images.detach();
        using Tensor none = same.narrow(0, 0, 0);
        using Tensor told = none.zero_();
    }

    private static void PaintBytes(Plan plan, Tensor images, Palette palette, ApplyOptions? options)
    {
        using ImagesOfTensor<byte> memory = TensorImages.Of<byte>(images);
        plan.Apply(memory.Images, palette, default, options);
    }

    private static void PaintFloats(Plan plan, Tensor images, Palette palette, ApplyOptions? options)
    {
        using ImagesOfTensor<float> memory = TensorImages.Of<float>(images);
        plan.Apply(memory.Images, palette, default, options);
    }

    private static Tensor PaintedInto(Tensor painted, Action paint)
    {
        try
        {
            paint();
            return painted;
        }
        catch
        {
            painted.Dispose();
            throw;
        }
    }

    private static void PaintBytes(Plan plan, Tensor from, Tensor to, Palette palette, ApplyOptions? options)
    {
        using ImagesOfTensor<byte> source = TensorImages.Of<byte>(from);
        using ImagesOfTensor<byte> target = TensorImages.Of<byte>(to);
        plan.Apply(source.Images, target.Images, palette, default, options);
    }

    private static void PaintFloats(Plan plan, Tensor from, Tensor to, Palette palette, ApplyOptions? options)
    {
        using ImagesOfTensor<float> source = TensorImages.Of<float>(from);
        using ImagesOfTensor<float> target = TensorImages.Of<float>(to);
        plan.Apply(source.Images, target.Images, palette, default, options);
    }

    // Halves: blends are rounded once, as the engine rounds what it collates to bfloat16.
    private static void PaintWidened(Plan plan, Tensor images, Palette palette, ApplyOptions? options)
    {
        using Tensor target = images.detach();
        using Tensor wide = target.to(ScalarType.Float32);
        PaintFloats(plan, wide, palette, options);
        target.copy_(wide);
    }

    // Images that lie between each other's elements.
    private static void PaintCopied(Plan plan, Tensor images, Palette palette, ApplyOptions? options)
    {
        using Tensor target = images.detach();
        using Tensor copy = target.contiguous();
        plan.Apply(copy, palette, options);
        target.copy_(copy);
    }

    /// <summary>By operations, on any device.</summary>
    internal static void PaintElsewhere(Plan plan, Tensor images, Palette palette)
    {
        using IDisposable guard = no_grad();
        using Tensor painted = Functional.Apply(plan, images, palette);
        images.copy_(painted); // which is images itself, and not to be disposed
    }
}
