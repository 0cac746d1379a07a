using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>Accuracy on mixed labels: the share of the label that lies on the predicted class, λ · [ŷ = y_a] + (1 − λ) · [ŷ = y_b]; its mean over batches.</summary>
/// <remarks>
/// It holds plain numbers and no tensors; adding a batch waits for its logits. One for each thread. With top k, a label's share counts where it is
/// among the k greatest logits. Soft labels that were smoothed give smoothed accuracies: take those without, or pairs.
/// </remarks>
/// <param name="top">k, from 1 to the number of classes.</param>
/// <param name="ignoreIndex">The label of pairs that counts for nothing; of soft labels, rows of zeros do.</param>
public sealed class MixedAccuracy(int top = 1, long ignoreIndex = -100)
{
    private double hits;

    /// <summary>k of top k.</summary>
    public int Top { get; } = Guard.AtLeast(top, 1, nameof(top), "class");

    /// <summary>The label of pairs that counts for nothing.</summary>
    public long IgnoreIndex => ignoreIndex;

    /// <summary>The accuracy so far, from 0 to 1; NaN before the first label.</summary>
    public double Value => hits / Labels;

    /// <summary>The labels so far, ignored ones left out and mixed ones by their shares.</summary>
    public double Labels { get; private set; }

    /// <summary>Adds a batch with soft labels.</summary>
    /// <param name="logits">[N, K, …]; probabilities do as well.</param>
    /// <param name="softLabels">Floats of the same shape.</param>
    /// <returns>The batch's accuracy.</returns>
    /// <exception cref="ArgumentException">Shapes or types differ from these, or there are fewer classes than k.</exception>
    public double Add(Tensor logits, Tensor softLabels)
    {
        using IDisposable guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return Count(Hits(logits, softLabels, Top), Precision.Widened(softLabels));
    }

    /// <summary>Adds a batch with pairs of labels.</summary>
    /// <param name="logits">[N, K, …]; probabilities do as well.</param>
    /// <param name="pairs">Labels [N, …].</param>
    /// <returns>The batch's accuracy.</returns>
    /// <exception cref="ArgumentException">Shapes or types differ from these, or there are fewer classes than k.</exception>
    public double Add(Tensor logits, LabelPairs pairs)
    {
        using IDisposable guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor first, Tensor second) = Shares(logits, pairs, IgnoreIndex);
        return Count(Hits(logits, pairs, Top, first, second), first.add(second, Held.One));
    }

    /// <summary>Forgets all batches.</summary>
    public void Reset() => (hits, Labels) = (0, 0);

    /// <summary>What of each image's soft label lies on its k predicted classes; nothing waits for the device.</summary>
    /// <param name="logits">[N, K, …].</param>
    /// <param name="softLabels">Floats of the same shape.</param>
    /// <param name="top">k, from 1 to K.</param>
    /// <returns>[N, …].</returns>
    /// <exception cref="ArgumentException">Shapes or types differ from these, or there are fewer classes than k.</exception>
    public static Tensor Hits(Tensor logits, Tensor softLabels, int top = 1)
    {
        LossInput.Check(logits);
        ArgumentNullException.ThrowIfNull(softLabels);
        if (!softLabels.is_floating_point())
            throw new ArgumentException(
                $"Soft labels are floats, not {softLabels.dtype}; for class indexes there is plan.Pairs(labels).",
                nameof(softLabels)
            );
        LossInput.CheckDense(logits, softLabels);
        using DisposeScope scope = NewDisposeScope();
        return Precision.Widened(softLabels).gather(1, Predicted(logits, top)).sum(1).MoveToOuterDisposeScope();
    }

    /// <summary>λ where y_a is among each image's k predicted classes, and 1 − λ where y_b is; nothing waits for the device.</summary>
    /// <param name="logits">[N, K, …].</param>
    /// <param name="pairs">Labels [N, …].</param>
    /// <param name="top">k, from 1 to K.</param>
    /// <param name="ignoreIndex">The label that counts for nothing.</param>
    /// <returns>[N, …].</returns>
    /// <exception cref="ArgumentException">Shapes or types differ from these, or there are fewer classes than k.</exception>
    public static Tensor Hits(Tensor logits, LabelPairs pairs, int top = 1, long ignoreIndex = -100)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor first, Tensor second) = Shares(logits, pairs, ignoreIndex);
        return Hits(logits, pairs, top, first, second).MoveToOuterDisposeScope();
    }

    private static Tensor Hits(Tensor logits, LabelPairs pairs, int top, Tensor first, Tensor second)
    {
        Tensor predicted = Predicted(logits, top);
        Tensor Among(Tensor labels) => (predicted == labels.unsqueeze(1)).any(1);
        return (first * Among(pairs.First)).add(second * Among(pairs.Second), Held.One);
    }

    private double Count(Tensor batchHits, Tensor batchLabels)
    {
        using Tensor sums = stack([batchHits.sum(), batchLabels.sum()]).to(ScalarType.Float64).cpu();
        (double hit, double labels) = (sums.data<double>()[0], sums.data<double>()[1]);
        hits += hit;
        Labels += labels;
        return hit / labels;
    }

    private static (Tensor First, Tensor Second) Shares(Tensor logits, LabelPairs pairs, long ignoreIndex)
    {
        LossInput.Check(logits);
        LossInput.Check(logits, pairs);
        using Scalar ignored = ignoreIndex;
        Tensor lambda = pairs.LambdaPerLabel(ScalarType.Float32);
        return (
            lambda.masked_fill(pairs.First.eq(ignored), Held.Zero),
            Held.OneMinus(lambda).masked_fill(pairs.Second.eq(ignored), Held.Zero)
        );
    }

    private static Tensor Predicted(Tensor logits, int top)
    {
        Guard.AtLeast(top, 1, nameof(top), "class");
        if (top > logits.shape[1])
            throw new ArgumentException(
                $"Among {logits.shape[1]} classes there is no top {top}; give at most {logits.shape[1]}.",
                nameof(top)
            );
        return top == 1 ? logits.argmax(1, keepdim: true) : logits.topk(top, 1).indexes;
    }
}
