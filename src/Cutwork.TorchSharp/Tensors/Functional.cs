using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>Plans on tensors through which gradients flow.</summary>
public static class Functional
{
    /// <summary>Paints a batch into a new tensor by differentiable operations, on any device.</summary>
    /// <remarks>
    /// A pixel's gradient goes to the pixels that it was made of, by their weights: to both images of a blend, to the partner where it was pasted, to
    /// nobody where it was erased. The pixels are those of <c>plan.Painted</c>.
    /// </remarks>
    /// <param name="plan">What is painted.</param>
    /// <param name="images">N×C×H×W bytes, floats, bfloat16 or float16, in the plan's order and size, then the plan's partners where it has some.</param>
    /// <param name="palette">What fill, color and noise are in these numbers.</param>
    /// <returns>The plan's images, without its partners; as the source in device, type and channels-last or not.</returns>
    /// <exception cref="ArgumentException">The batch differs from the plan, or the palette does not fit.</exception>
    public static Tensor Apply(Plan plan, Tensor images, Palette palette) => TensorPlan.Paint(plan, images, palette);
}
