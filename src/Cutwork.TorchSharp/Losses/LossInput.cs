using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>What the losses and metrics take, and how they end.</summary>
internal static class LossInput
{
    /// <summary>Refuses what are no logits with classes along axis 1.</summary>
    public static void Check(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!input.is_floating_point() || input.dim() < 2)
            throw new ArgumentException(
                $"Logits are floats [N, K, …], not {input.dtype} {TensorImages.Shape(input)}; give one image a batch of its own: logits.unsqueeze(0).",
                nameof(input)
            );
    }

    /// <summary>Refuses targets that are not one number for each logit.</summary>
    public static void CheckDense(Tensor input, Tensor targets)
    {
        if (!input.shape.SequenceEqual(targets.shape))
            throw new ArgumentException(
                $"Soft targets have a number for each logit: logits are {TensorImages.Shape(input)}, targets {TensorImages.Shape(targets)}.",
                nameof(targets)
            );
    }

    /// <summary>Refuses pairs that are not one label for each row of logits.</summary>
    public static void Check(Tensor input, LabelPairs pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        long[] needed = [input.shape[0], .. input.shape[2..]];
        if (!needed.SequenceEqual(pairs.First.shape))
            throw new ArgumentException(
                $"Logits {TensorImages.Shape(input)} need pairs of labels [{string.Join("×", needed)}]; given {TensorImages.Shape(pairs.First)}.",
                nameof(pairs)
            );
    }

    /// <summary>Refuses class weights that are not one per class; as the logits in type and device.</summary>
    public static Tensor? Weight(Tensor? weight, Tensor input)
    {
        if (weight is null)
            return null;
        if (weight.dim() != 1 || weight.shape[0] != input.shape[1])
            throw new ArgumentException(
                $"Class weights are one per class, [{input.shape[1]}]; given {TensorImages.Shape(weight)}.",
                nameof(weight)
            );
        return weight.to(input.dtype, input.device);
    }

    /// <summary>Losses over the weights that they carry; 0 where there are none.</summary>
    public static Tensor Mean(Tensor losses, Tensor weights) =>
        losses / weights.masked_fill(weights.eq(Held.Zero), Held.One);

    public static Tensor Reduced(Tensor loss, nn.Reduction reduction) =>
        reduction switch
        {
            nn.Reduction.Mean => loss.mean(),
            nn.Reduction.Sum => loss.sum(),
            _ => loss,
        };
}
