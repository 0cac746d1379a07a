using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Cutwork.TorchSharp.Tests.Losses;

/// <summary>Cross-entropy with soft labels against libtorch's two forms and the formula in double precision.</summary>
public class SoftTargetCrossEntropyTests
{
    public static MatrixTheoryData<bool, Reduction, bool> Options =>
        new([false, true], [Reduction.None, Reduction.Mean, Reduction.Sum], [false, true]);

    private static Tensor Mixed(LossCase given, bool isSpatial) =>
        LossCase.OneHot(given.First(false)) * LossCase.Shares().view(isSpatial ? [8, 1, 1, 1] : [8, 1])
        + LossCase.OneHot(given.Second(false)) * (1 - LossCase.Shares().view(isSpatial ? [8, 1, 1, 1] : [8, 1]));

    /// <summary>−Σ_c w_c · p_c · log softmax(x)_c by operations of ours, and by libtorch's own.</summary>
    [Theory]
    [MemberData(nameof(Options))]
    public void It_is_the_formula_and_libtorch_s(bool isWeighted, Reduction reduction, bool isSpatial)
    {
        using DisposeScope scope = NewDisposeScope();
        var given = new LossCase(isSpatial);
        Tensor? weight = isWeighted ? LossCase.Weight() : null;
        Tensor Ours(Tensor logits, Tensor targets) =>
            new SoftTargetCrossEntropyLoss(weight, reduction).forward(logits, targets);

        Tensor theirs = given.Logits();
        Tensor logits = given.Logits();
        Close.AssertWithGradients(
            functional.cross_entropy(theirs, Mixed(given, isSpatial), weight, reduction: reduction),
            theirs,
            Ours(logits, Mixed(given, isSpatial)),
            logits
        );

        Tensor x = given.Logits();
        Tensor factors = (weight ?? ones(LossCase.Classes)).view(isSpatial ? [1, -1, 1, 1] : [1, -1]);
        Tensor written = -((x - x.exp().sum(1, keepdim: true).log()) * Mixed(given, isSpatial) * factors).sum(1);
        written = reduction switch
        {
            Reduction.None => written,
            Reduction.Sum => written.sum(),
            _ => written.sum() / (isSpatial ? 48 : 8),
        };
        logits = given.Logits();
        Close.AssertWithGradients(written, x, Ours(logits, Mixed(given, isSpatial)), logits);
    }

    /// <summary>On unmixed labels, smoothed before, it is libtorch's cross-entropy of class indexes with its own smoothing.</summary>
    [Theory]
    [InlineData(0, Reduction.Mean)]
    [InlineData(0.1, Reduction.Mean)]
    [InlineData(0.1, Reduction.None)]
    [InlineData(1, Reduction.Sum)]
    public void Smoothed_labels_of_a_plan_are_libtorch_s_smoothing(double smoothing, Reduction reduction)
    {
        using DisposeScope scope = NewDisposeScope();
        var given = new LossCase(isSpatial: false);
        Plan nothing = new Recipe().Draw(new Key(1), Scene.Range(new Size(2, 2), 0, 8));
        Tensor theirs = given.Logits();
        Tensor logits = given.Logits();
        Close.AssertWithGradients(
            functional.cross_entropy(theirs, given.First(false), reduction: reduction, label_smoothing: smoothing),
            theirs,
            MixedLosses.SoftTargetCrossEntropy(
                logits,
                nothing.SoftLabels(given.First(false), LossCase.Classes, smoothing),
                reduction: reduction
            ),
            logits
        );
    }

    [Fact]
    public void Gradients_flow_to_the_targets_as_well()
    {
        using DisposeScope scope = NewDisposeScope();
        var given = new LossCase(isSpatial: false);
        Tensor targets = Mixed(given, isSpatial: false).requires_grad_();
        Tensor logits = given.Logits();
        MixedLosses.SoftTargetCrossEntropy(logits, targets).backward();
        Close.Assert(-logits.detach().log_softmax(1) / 8, targets.grad!);
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
        Tensor targets = Mixed(given, isSpatial: false);
        Tensor expected = functional.cross_entropy(wide, targets.to(ScalarType.Float32));
        Tensor actual = MixedLosses.SoftTargetCrossEntropy(halves, targets);
        Assert.Equal((ScalarType.Float32, expected.item<float>()), (actual.dtype, actual.item<float>()));
        expected.backward();
        actual.backward();
        Assert.True(halves.grad!.Equals(wide.grad!.to(type)));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        using DisposeScope scope = NewDisposeScope();
        string Refused(Tensor targets, Tensor? weight = null) =>
            Assert
                .ThrowsAny<ArgumentException>(() => MixedLosses.SoftTargetCrossEntropy(zeros(2, 5), targets, weight))
                .Message;
        Assert.Contains("plan.SoftLabels", Refused(zeros(2, ScalarType.Int64)));
        Assert.Contains("logits are [2×5], targets [2×4]", Refused(zeros(2, 4)));
        Assert.Contains("one per class, [5]", Refused(zeros(2, 5), ones(2, 5)));
    }
}
