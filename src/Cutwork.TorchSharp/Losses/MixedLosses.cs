using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>Losses for mixed labels, as functions.</summary>
/// <remarks>
/// Logits in float16 or bfloat16 are widened: losses are computed and returned in float32, gradients are of the logits'
/// type. Results belong to the caller; nothing else is left behind, in a dispose scope or outside.
/// </remarks>
public static class MixedLosses
{
    /// <summary>Cross-entropy with soft labels: −Σ_c w_c · p_c · log softmax(x)_c, with libtorch's numbers.</summary>
    /// <remarks>
    /// There is no smoothing here: <c>plan.SoftLabels(labels, classes, smoothing)</c> applies it, before mixing, and
    /// targets do not tell whether they were smoothed. The mean divides by the number of rows or pixels whatever their
    /// weights, as libtorch's for probabilities, unless it is the weighted one: that divides by the weights that the
    /// targets carry, Σ w_c · p_c over all rows, pixels and classes. Pixels of zeros, which are ignored, count for
    /// nothing there, those of which a part is ignored with the rest; it is 0 where all is ignored. So it is the mean
    /// of <see cref="PairCrossEntropy"/>, but for targets that were smoothed and have class weights: there the pairs
    /// divide by those of the labels alone, as libtorch does.
    /// </remarks>
    /// <param name="input">Logits [N, K, …], [N, K, H, W] for maps.</param>
    /// <param name="targets">Probabilities, floats of the same shape; gradients flow to them too.</param>
    /// <param name="weight">w, one per class [K]; null for 1.</param>
    /// <param name="reduction">None gives [N, …].</param>
    /// <param name="weightedMean">
    /// Whether the mean divides by the weights that targets carry; sum and none have no divisor.
    /// </param>
    /// <exception cref="ArgumentException">Shapes or types differ from these.</exception>
    public static Tensor SoftTargetCrossEntropy(
        Tensor input,
        Tensor targets,
        Tensor? weight = null,
        nn.Reduction reduction = nn.Reduction.Mean,
        bool weightedMean = false
    )
    {
        LossInput.Check(input);
        ArgumentNullException.ThrowIfNull(targets);
        if (!targets.is_floating_point())
            throw new ArgumentException(
                $"Soft targets are probabilities in floats, not {targets.dtype}: plan.SoftLabels(labels, classes) makes them of class indexes, or use PairCrossEntropy with plan.Pairs(labels).",
                nameof(targets)
            );
        LossInput.CheckDense(input, targets);
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = Precision.Widened(input);
        Tensor probabilities = targets.to(logits.dtype);
        Tensor? weights = LossInput.Weight(weight, logits);
        bool isWeighted = weightedMean && reduction == nn.Reduction.Mean;
        Tensor loss = nn.functional.cross_entropy(
            logits,
            probabilities,
            weights,
            reduction: isWeighted ? nn.Reduction.Sum : reduction
        );
        if (isWeighted)
            loss = LossInput.Mean(loss, PerClass(probabilities, weights).sum());
        return loss.MoveToOuterDisposeScope();
    }

    /// <summary>λ · CE(x, y_a) + (1 − λ) · CE(x, y_b), with λ per image.</summary>
    /// <remarks>
    /// The loss of the published code: <c>mixup_criterion</c> of mixup (arXiv 1710.09412), and that of CutMix (arXiv
    /// 1905.04899, equation 1 for the labels). One mean over all terms: divided by the sum of the weights that they
    /// carry, λ · w(y_a) + (1 − λ) · w(y_b), ignored ones left out: a pixel of maps of which one label is ignored
    /// counts with the other's share. That is libtorch's weighted mean where λ is 1, and the published sum of two such
    /// means where λ is one for the batch and its partners are a permutation of it. Where everything is ignored it is
    /// 0, and its gradients are: a batch without a label teaches nothing (libtorch's is NaN). Without weights and
    /// ignored labels it is the cross-entropy of the plan's soft labels, with ignored ones its weighted mean.
    /// </remarks>
    /// <param name="input">Logits [N, K, …], [N, K, H, W] for maps; gradients flow to them alone.</param>
    /// <param name="pairs">
    /// Labels [N, …] with their weights, of <c>plan.Pairs(labels)</c> or <c>plan.LabelMapPairs(maps)</c>.
    /// </param>
    /// <param name="weight">w, one per class [K]; null for 1.</param>
    /// <param name="ignoreIndex">A label that carries no weight, in either place.</param>
    /// <param name="smoothing">
    /// ε of label smoothing, from 0 to 1: ε/K of every class, 1 − ε more of the label's.
    /// </param>
    /// <param name="reduction">None gives [N, …].</param>
    /// <exception cref="ArgumentException">Shapes or types differ from these.</exception>
    public static Tensor PairCrossEntropy(
        Tensor input,
        LabelPairs pairs,
        Tensor? weight = null,
        long ignoreIndex = -100,
        double smoothing = 0,
        nn.Reduction reduction = nn.Reduction.Mean
    )
    {
        LossInput.Check(input);
        LossInput.Check(input, pairs);
        Guard.Between(smoothing, 0, 1, nameof(smoothing), "a share");
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = Precision.Widened(input);
        Tensor? weights = LossInput.Weight(weight, logits);
        Tensor logProbabilities = logits.log_softmax(1);
        Tensor lambda = pairs.LambdaPerLabel(logits.dtype);
        var first = new PairTerms(logProbabilities, pairs.First, lambda, weights, ignoreIndex);
        var second = new PairTerms(logProbabilities, pairs.Second, Held.OneMinus(lambda), weights, ignoreIndex);
        Tensor loss = first.Losses.add(second.Losses, Held.One);
        if (smoothing > 0)
        {
            using Scalar own = 1 - smoothing;
            using Scalar each = smoothing / input.shape[1];
            Tensor ofAll = OfAllClasses(logProbabilities, weights, first.Share.add(second.Share, Held.One));
            loss = loss.mul(own).add(ofAll, each);
        }
        loss =
            reduction == nn.Reduction.Mean
                ? LossInput.Mean(loss.sum(), first.Weights.add(second.Weights, Held.One).sum())
                : LossInput.Reduced(loss, reduction);
        return loss.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Binary cross-entropy of every class by itself, with timm's options: index labels, soft or multi-label targets.
    /// </summary>
    /// <param name="input">Logits [N, K], or of any shape from two axes on where targets are dense.</param>
    /// <param name="targets">
    /// Numbers from 0 to 1 of the same shape, mixed and smoothed already; or class indexes, int64 or int32 [N], which
    /// the options' smoothing is for.
    /// </param>
    /// <param name="options">Null for the plain mean.</param>
    /// <exception cref="ArgumentException">Shapes or types differ from these.</exception>
    /// <exception cref="InvalidOperationException">
    /// The options would smooth dense targets, which are smoothed before they are mixed.
    /// </exception>
    public static Tensor BinaryCrossEntropy(Tensor input, Tensor targets, BinaryCrossEntropyOptions? options = null)
    {
        LossInput.Check(input);
        ArgumentNullException.ThrowIfNull(targets);
        options ??= BinaryCrossEntropyOptions.Default;
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = Precision.Widened(input);
        Tensor dense = BinaryTargets.Of(logits, targets, options);
        nn.Reduction reduction = options.SumClasses ? nn.Reduction.None : options.Reduction;
        Tensor loss = nn.functional.binary_cross_entropy_with_logits(
            logits,
            dense,
            options.Weight?.to(logits.dtype, logits.device),
            reduction,
            options.PositiveWeight?.to(logits.dtype, logits.device)
        );
        return (
            options.SumClasses ? LossInput.Reduced(loss.sum(1), options.Reduction) : loss
        ).MoveToOuterDisposeScope();
    }

    private static Tensor OfAllClasses(Tensor logProbabilities, Tensor? weight, Tensor share) =>
        (-PerClass(logProbabilities, weight).sum(1) * share).masked_fill(share.eq(Held.Zero), Held.Zero);

    private static Tensor PerClass(Tensor numbers, Tensor? weight) =>
        weight is null
            ? numbers
            : numbers * weight.view([1, -1, .. Enumerable.Repeat(1L, checked((int)numbers.dim() - 2))]);
}
