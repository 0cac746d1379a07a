using CsCheck;
using Cutwork.TorchSharp.Tests.Targets;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Cutwork.TorchSharp.Tests.Losses;

/// <summary>
/// The pair form against soft labels, against libtorch's cross-entropy, and against the formula in double precision.
/// </summary>
public class PairCrossEntropyTests
{
    public static MatrixTheoryData<double, bool, Reduction, bool> Options =>
        new([0, 0.1], [false, true], [Reduction.None, Reduction.Mean, Reduction.Sum], [false, true]);

    private static Tensor Torch(Tensor logits, Tensor labels, double smoothing, bool isWeighted, Reduction reduction) =>
        functional.cross_entropy(
            logits,
            labels,
            isWeighted ? LossCase.Weight() : null,
            reduction: reduction,
            label_smoothing: smoothing
        );

    private static Tensor Ours(
        Tensor logits,
        Tensor first,
        Tensor second,
        Tensor lambda,
        double smoothing,
        bool isWeighted,
        Reduction reduction
    ) =>
        new PairCrossEntropyLoss(
            isWeighted ? LossCase.Weight() : null,
            smoothing: smoothing,
            reduction: reduction
        ).forward(logits, new LabelPairs(first, second, lambda));

    [Theory]
    [MemberData(nameof(Options))]
    public void Unmixed_it_is_libtorch_s(double smoothing, bool isWeighted, Reduction reduction, bool isSpatial)
    {
        using DisposeScope scope = NewDisposeScope();
        var given = new LossCase(isSpatial);
        foreach (bool ownIsFirst in (bool[])[true, false])
        {
            Tensor logits = given.Logits();
            Tensor actual = ownIsFirst
                ? Ours(logits, given.First(), given.Second(), ones(8), smoothing, isWeighted, reduction)
                : Ours(logits, given.Second(), given.First(), zeros(8), smoothing, isWeighted, reduction);
            Tensor theirs = given.Logits();
            Tensor expected = Torch(theirs, given.First(), smoothing, isWeighted, reduction);
            Close.AssertWithGradients(expected, theirs, actual, logits);
        }
    }

    /// <summary>
    /// criterion(pred, y_a) · λ + criterion(pred, y_b) · (1 − λ), the published code, weights and ignored labels
    /// included.
    /// </summary>
    [Theory]
    [MemberData(nameof(Options))]
    public void With_one_lambda_and_permuted_partners_it_is_the_published_code(
        double smoothing,
        bool isWeighted,
        Reduction reduction,
        bool isSpatial
    )
    {
        using DisposeScope scope = NewDisposeScope();
        var given = new LossCase(isSpatial);
        Tensor theirs = given.Logits();
        Tensor expected =
            Torch(theirs, given.First(), smoothing, isWeighted, reduction) * 0.3
            + Torch(theirs, given.Second(), smoothing, isWeighted, reduction) * 0.7;
        Tensor logits = given.Logits();
        Tensor lambda = full(8, 0.3, ScalarType.Float64);
        Tensor actual = Ours(logits, given.First(), given.Second(), lambda, smoothing, isWeighted, reduction);
        Close.AssertWithGradients(expected, theirs, actual, logits);
    }

    /// <summary>
    /// A λ per image: each row by itself is the published code, and the mean divides by the weights in it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Options))]
    public void With_a_lambda_per_image_rows_are_the_published_code(
        double smoothing,
        bool isWeighted,
        Reduction reduction,
        bool isSpatial
    )
    {
        using DisposeScope scope = NewDisposeScope();
        var given = new LossCase(isSpatial);
        long[] column = isSpatial ? [8, 1, 1] : [8];
        Tensor lambda = LossCase.Shares().to(ScalarType.Float64).view(column);
        Tensor theirs = given.Logits();
        Tensor expected =
            Torch(theirs, given.First(), smoothing, isWeighted, Reduction.None) * lambda
            + Torch(theirs, given.Second(), smoothing, isWeighted, Reduction.None) * (1 - lambda);
        if (reduction != Reduction.None)
            expected = expected.sum();
        if (reduction == Reduction.Mean)
        {
            Tensor WeightsOf(Tensor labels)
            {
                Tensor weight = isWeighted ? LossCase.Weight() : ones(LossCase.Classes);
                return weight[labels.clamp(0)] * (labels >= 0);
            }
            expected /= (WeightsOf(given.First()) * lambda + WeightsOf(given.Second()) * (1 - lambda)).sum();
        }
        Tensor logits = given.Logits();
        Tensor actual = Ours(
            logits,
            given.First(),
            given.Second(),
            LossCase.Shares(),
            smoothing,
            isWeighted,
            reduction
        );
        Close.AssertWithGradients(expected, theirs, actual, logits);
        if (isSpatial)
            Close.Assert(
                actual,
                Ours(
                    given.Logits(),
                    given.First(),
                    given.Second(),
                    LossCase.Shares().view(8, 1, 1).expand(8, 2, 3),
                    smoothing,
                    isWeighted,
                    reduction
                )
            );
    }

    /// <summary>The law: one plan, two forms of its labels, one loss; gradients too.</summary>
    [Fact]
    public void The_pairs_of_a_plan_lose_what_its_soft_labels_lose() =>
        MixedCase.InPairs.Sample(given =>
        {
            using DisposeScope scope = NewDisposeScope();
            (Plan plan, _, int classes, double smoothing) = given;
            foreach (Reduction reduction in (Reduction[])[Reduction.None, Reduction.Mean, Reduction.Sum])
            {
                Tensor a = tensor(given.Logits(), ScalarType.Float64).view(plan.Count, classes).requires_grad_();
                Tensor b = tensor(given.Logits(), ScalarType.Float64).view(plan.Count, classes).requires_grad_();
                Tensor soft = MixedLosses.SoftTargetCrossEntropy(
                    a,
                    plan.SoftLabels(given.Indexes(), classes, smoothing),
                    reduction: reduction
                );
                Tensor pairs = MixedLosses.PairCrossEntropy(
                    b,
                    plan.Pairs(given.Indexes()),
                    smoothing: smoothing,
                    reduction: reduction
                );
                Close.Assert(soft, pairs);
                soft.sum().backward();
                pairs.sum().backward();
                Close.Assert(a.grad!, b.grad!);
            }
        });

    /// <summary>With class weights and ignored labels the sums agree.</summary>
    [Fact]
    public void With_weights_and_ignored_labels_the_sums_agree() =>
        MixedCase.InPairs.Sample(given => AgreeWithIgnored(given, isWeighted: true, given.Smoothing, Reduction.Sum));

    /// <summary>
    /// The means agree where soft labels have the weighted one; of smoothed labels without class weights, as is said
    /// where it is declared.
    /// </summary>
    [Fact]
    public void With_ignored_labels_the_weighted_means_agree() =>
        MixedCase.InPairs.Sample(given =>
        {
            AgreeWithIgnored(given, isWeighted: true, 0, Reduction.Mean);
            AgreeWithIgnored(given, isWeighted: false, given.Smoothing, Reduction.Mean);
        });

    private static void AgreeWithIgnored(MixedCase given, bool isWeighted, double smoothing, Reduction reduction)
    {
        using DisposeScope scope = NewDisposeScope();
        (Plan plan, int[] labels, int classes, _) = given;
        Tensor some = tensor([.. labels.Select((label, place) => place % 3 == 0 ? -100L : label)]);
        Tensor a = tensor(given.Logits(), ScalarType.Float64).view(plan.Count, classes).requires_grad_();
        Tensor b = tensor(given.Logits(), ScalarType.Float64).view(plan.Count, classes).requires_grad_();
        Tensor? weight = isWeighted ? arange(classes).to(ScalarType.Float32) + 0.5 : null;
        Tensor soft = plan.SoftLabels(some, classes, smoothing, ignoreIndex: -100);
        Tensor ofSoft = MixedLosses.SoftTargetCrossEntropy(a, soft, weight, reduction, weightedMean: true);
        Tensor ofPairs = MixedLosses.PairCrossEntropy(
            b,
            plan.Pairs(some),
            weight,
            smoothing: smoothing,
            reduction: reduction
        );
        Close.Assert(ofSoft, ofPairs);
        ofSoft.backward();
        ofPairs.backward();
        Close.Assert(a.grad!, b.grad!);
    }

    /// <summary>mixup's criterion, λ · −log p(y_a) + (1 − λ) · −log p(y_b), in double precision.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void It_is_the_papers_formula(double smoothing)
    {
        using DisposeScope scope = NewDisposeScope();
        var given = new LossCase(isSpatial: false);
        double[] logits = given.Logits().data<double>().ToArray();
        long[] first = given.First(someIgnored: false).data<long>().ToArray();
        long[] second = given.Second(someIgnored: false).data<long>().ToArray();
        double sum = 0;
        for (int row = 0; row < 8; row++)
        {
            double[] x = logits[(row * LossCase.Classes)..((row + 1) * LossCase.Classes)];
            double logSum = Math.Log(x.Sum(Math.Exp));
            double Smoothed(long label) =>
                Enumerable
                    .Range(0, LossCase.Classes)
                    .Sum(c => (smoothing / LossCase.Classes + (c == label ? 1 - smoothing : 0)) * (logSum - x[c]));
            double lambda = LossCase.Lambdas[row];
            sum += lambda * Smoothed(first[row]) + (1 - lambda) * Smoothed(second[row]);
        }
        Tensor actual = MixedLosses.PairCrossEntropy(
            given.Logits(),
            new LabelPairs(given.First(false), given.Second(false), LossCase.Shares()),
            smoothing: smoothing
        );
        Assert.Equal(sum / 8, actual.item<double>(), 1e-6);
    }

    [Theory]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    public void Half_precision_logits_lose_as_their_numbers_in_float32(ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        var given = new LossCase(isSpatial: false, type);
        Tensor halves = given.Logits();
        Tensor wide = given.Logits().detach().to(ScalarType.Float32).requires_grad_();
        var pairs = new LabelPairs(given.First(), given.Second(), LossCase.Shares());
        Tensor expected = MixedLosses.PairCrossEntropy(wide, pairs, LossCase.Weight(), smoothing: 0.1);
        Tensor actual = MixedLosses.PairCrossEntropy(halves, pairs, LossCase.Weight(), smoothing: 0.1);
        Assert.Equal(ScalarType.Float32, actual.dtype);
        Assert.Equal(expected.item<float>(), actual.item<float>());
        expected.backward();
        actual.backward();
        Assert.True(halves.grad!.Equals(wide.grad!.to(type)));
    }

    [Fact]
    public void A_label_without_weight_loses_nothing_whatever_its_logit()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = tensor([0f, 1, float.NegativeInfinity, float.NaN, 0, 0], [2, 3], requires_grad: true);
        var pairs = new LabelPairs(tensor([1L, -100]), tensor([2L, -100]), tensor([1f, 0.5f]));
        Tensor loss = MixedLosses.PairCrossEntropy(logits, pairs);
        Assert.Equal(Math.Log(1 + Math.Exp(-1)), loss.item<float>(), 1e-6);
        loss.backward();
        Tensor gradient = logits.grad!;
        Assert.Equal(1 / (1 + Math.E), gradient[0, 0].item<float>(), 1e-6);
        Assert.Equal(0, gradient[0, 2].item<float>());
    }

    /// <summary>
    /// A batch without a label teaches nothing; libtorch's mean of it is NaN, and so would be all weights after it.
    /// </summary>
    [Theory]
    [InlineData(0, Reduction.Mean)]
    [InlineData(0.1, Reduction.Mean)]
    [InlineData(0, Reduction.Sum)]
    public void Where_everything_is_ignored_it_is_zero_and_so_are_its_gradients(double smoothing, Reduction reduction)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor labels = full(2, -100, ScalarType.Int64);
        var pairs = new LabelPairs(labels, labels, ones(2));
        Assert.True(double.IsNaN(functional.cross_entropy(zeros(2, 3), labels).item<float>()));
        Tensor logits = zeros(2, 3).requires_grad_();
        Tensor loss = MixedLosses.PairCrossEntropy(logits, pairs, smoothing: smoothing, reduction: reduction);
        Assert.Equal(0, loss.item<float>());
        loss.backward();
        Assert.True(logits.grad!.Equals(zeros(2, 3)));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor labels = zeros(2, ScalarType.Int64);
        var pairs = new LabelPairs(labels, labels, ones(2));
        string Refused(Tensor logits, Tensor? weight = null, double smoothing = 0) =>
            Assert
                .ThrowsAny<ArgumentException>(() =>
                    MixedLosses.PairCrossEntropy(logits, pairs, weight, smoothing: smoothing)
                )
                .Message;
        Assert.Contains("[3×5] need pairs of labels [3]; given [2]", Refused(zeros(3, 5)));
        Assert.Contains("[2×4×4]", Refused(zeros(2, 5, 4, 4)));
        Assert.Contains("unsqueeze", Refused(zeros(5)));
        Assert.Contains("Int64", Refused(zeros([2, 5], ScalarType.Int64)));
        Assert.Contains("one per class, [5]", Refused(zeros(2, 5), ones(4)));
        Assert.Contains("share", Refused(zeros(2, 5), smoothing: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PairCrossEntropyLoss(smoothing: 2));
    }
}
