using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>What painted images show of their objects, as tensors.</summary>
public static class BoxExtensions
{
    extension(ReadOnlySpan<SeenBox> boxes)
    {
        /// <summary>
        /// An image's objects as torchvision's detectors take their targets, in the order of
        /// <c>plan.BoxesOf(place, boxes)</c>.
        /// </summary>
        /// <remarks>
        /// Labels come as they are; torchvision's detectors have the background as their class 0, and begin with 1. A
        /// detector's loss of a box may be multiplied by its weight.
        /// </remarks>
        /// <returns>
        /// Four tensors on the CPU, the caller's: float32 [K, 4], each box as (left, top, right, bottom), which
        /// torchvision calls (x1, y1, x2, y2); int64 [K]; float32 [K], the mean weight of an object's pixels that are
        /// seen; float32 [K], the share of the object that is seen. K is 0 where nothing is seen.
        /// </returns>
        public (Tensor Boxes, Tensor Labels, Tensor Weights, Tensor Visible) ToTensors()
        {
            float[] edges = new float[4 * boxes.Length];
            long[] labels = new long[boxes.Length];
            float[] weights = new float[boxes.Length];
            float[] visible = new float[boxes.Length];
            for (int i = 0; i < boxes.Length; i++)
            {
                ref readonly SeenBox seen = ref boxes[i];
                ReadOnlySpan<float> corners = [seen.Box.Left, seen.Box.Top, seen.Box.Right, seen.Box.Bottom];
                corners.CopyTo(edges.AsSpan(4 * i));
                labels[i] = seen.Label;
                weights[i] = (float)seen.Weight;
                visible[i] = (float)seen.Visible;
            }
            using DisposeScope scope = NewDisposeScope();
            return (
                tensor(edges).view(boxes.Length, 4).MoveToOuterDisposeScope(),
                tensor(labels).MoveToOuterDisposeScope(),
                tensor(weights).MoveToOuterDisposeScope(),
                tensor(visible).MoveToOuterDisposeScope()
            );
        }
    }
}
