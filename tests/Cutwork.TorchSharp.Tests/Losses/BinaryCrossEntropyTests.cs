using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Cutwork.TorchSharp.Tests.Losses;

/// <summary>Binary cross-entropy against libtorch's, against timm's options written out, and against the formula in double precision.</summary>
public class BinaryCrossEntropyTests
{
    public static MatrixTheoryData<double, double?, bool, bool, Reduction> Options =>
        new([0, 0.1], [null, 0, 0.2], [false, true], [false, true], [Reduction.None, Reduction.Mean, Reduction.Sum]);

    /// <summary>Class by class: −w · (p⁺ · t · log σ(x) + (1 − t) · log σ(−x)).</summary>
    [Theory]
    [MemberData(nameof(Options))]
    public void It_is_timm_s_written_out(
        double smoothing,
        double? threshold,
        bool isWeighted,
        bool sumsClasses,
        Reduction reduction
    )
    {
        using DisposeScope scope = NewDisposeScope();
        var given = new LossCase(isSpatial: false);
        double[] logits = given.Logits().data<double>().ToArray();
        long[] labels = given.First(false).data<long>().ToArray();
        double[] weight = isWeighted ? [0.5, 2, 1, 0.25] : [1, 1, 1, 1];
        double[] positive = isWeighted ? [3, 1, 0.5, 2] : [1, 1, 1, 1];
        double[] losses = new double[logits.Length];
        for (int i = 0; i < losses.Length; i++)
        {
            (int row, int label) = (i / LossCase.Classes, i % LossCase.Classes);
            double target = smoothing / LossCase.Classes + (labels[row] == label ? 1 - smoothing : 0);
            if (threshold is { } least)
                target = target > least ? 1 : 0;
            losses[i] =
                weight[label]
                * (
                    positive[label] * target * Math.Log(1 + Math.Exp(-logits[i]))
                    + (1 - target) * Math.Log(1 + Math.Exp(logits[i]))
                );
        }
        if (sumsClasses)
            losses = [.. losses.Chunk(LossCase.Classes).Select(row => row.Sum())];
        Tensor expected = reduction switch
        {
            Reduction.None => tensor(losses).view(sumsClasses ? [8] : [8, LossCase.Classes]),
            Reduction.Mean => tensor(losses.Average()),
            _ => tensor(losses.Sum()),
        };
        var loss = new BinaryCrossEntropyLoss(
            new BinaryCrossEntropyOptions
            {
                Smoothing = smoothing,
                TargetThreshold = threshold,
                Weight = isWeighted ? tensor(weight) : null,
                PositiveWeight = isWeighted ? tensor(positive) : null,
                SumClasses = sumsClasses,
                Reduction = reduction,
            }
        );
        Assert.Equal(reduction, loss.reduction);
        Close.Assert(expected, loss.forward(given.Logits(), given.First(false)));
        Close.Assert(expected, loss.forward(given.Logits(), given.First(false).to(ScalarType.Int32)));
    }

    [Theory]
    [InlineData(false, Reduction.Mean)]
    [InlineData(true, Reduction.Mean)]
    [InlineData(true, Reduction.None)]
    public void On_soft_targets_it_is_libtorch_s(bool isSpatial, Reduction reduction)
    {
        using DisposeScope scope = NewDisposeScope();
        var given = new LossCase(isSpatial);
        Tensor targets = LossCase.OneHot(given.First(false)) * 0.8 + 0.05;
        Tensor theirs = given.Logits();
        Tensor logits = given.Logits();
        Close.AssertWithGradients(
            functional.binary_cross_entropy_with_logits(theirs, targets, reduction: reduction),
            theirs,
            MixedLosses.BinaryCrossEntropy(logits, targets, new BinaryCrossEntropyOptions { Reduction = reduction }),
            logits
        );
    }

    /// <summary>BCE is linear in its targets, so a plan's soft labels lose what the two labels lose, λ to 1 − λ.</summary>
    [Fact]
    public void Mixed_targets_lose_what_their_parts_lose()
    {
        using DisposeScope scope = NewDisposeScope();
        var given = new LossCase(isSpatial: false);
        Plan plan = new Recipe(new CutMix(1)).Draw(new Key(5), Scene.Range(new Size(9, 7), 0, 8));
        LabelPairs pairs = plan.Pairs(given.First(false));
        var options = new BinaryCrossEntropyOptions
        {
            Smoothing = 0.1,
            SumClasses = true,
            Reduction = Reduction.None,
        };
        Tensor expected =
            pairs.Lambda * MixedLosses.BinaryCrossEntropy(given.Logits(), pairs.First, options)
            + (1 - pairs.Lambda) * MixedLosses.BinaryCrossEntropy(given.Logits(), pairs.Second, options);
        Tensor actual = MixedLosses.BinaryCrossEntropy(
            given.Logits(),
            plan.SoftLabels(given.First(false), LossCase.Classes, smoothing: 0.1),
            options with
            {
                Smoothing = 0,
            }
        );
        Assert.Contains(pairs.Lambda.data<float>().ToArray(), lambda => lambda is > 0.1f and < 0.95f);
        Close.Assert(expected, actual);
    }

    [Fact]
    public void Half_precision_logits_lose_as_their_numbers_in_float32()
    {
        using DisposeScope scope = NewDisposeScope();
        var given = new LossCase(isSpatial: false, ScalarType.BFloat16);
        Tensor halves = given.Logits();
        Tensor wide = given.Logits().detach().to(ScalarType.Float32).requires_grad_();
        Tensor targets = LossCase.OneHot(given.First(false));
        Tensor expected = functional.binary_cross_entropy_with_logits(wide, targets.to(ScalarType.Float32));
        Tensor actual = MixedLosses.BinaryCrossEntropy(halves, targets);
        Assert.Equal((ScalarType.Float32, expected.item<float>()), (actual.dtype, actual.item<float>()));
        expected.backward();
        actual.backward();
        Assert.True(halves.grad!.Equals(wide.grad!.to(ScalarType.BFloat16)));
    }

    [Fact]
    public void Multi_hot_integers_are_targets_and_not_indexes()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = tensor([1.5f, -2, 0.5f, 3], [2, 2]);
        Tensor targets = tensor([1L, 0, 1, 1], [2, 2]);
        Close.Assert(
            functional.binary_cross_entropy_with_logits(logits, targets.to(ScalarType.Float32)),
            MixedLosses.BinaryCrossEntropy(logits, targets)
        );
    }

    [Fact]
    public void Smoothing_what_is_mixed_already_is_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        var smoothing = new BinaryCrossEntropyLoss(new BinaryCrossEntropyOptions { Smoothing = 0.1 });
        string said = Assert
            .Throws<InvalidOperationException>(() => smoothing.forward(zeros(2, 5), zeros(2, 5)))
            .Message;
        Assert.Contains("smoothed by 0.1", said);
        Assert.Contains("plan.SoftLabels(labels, classes, smoothing)", said);
        Assert.Equal(Math.Log(2), smoothing.forward(zeros(2, 5), zeros(2, ScalarType.Int64)).item<float>(), 1e-6);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        using DisposeScope scope = NewDisposeScope();
        string Refused(Tensor logits, Tensor targets) =>
            Assert.Throws<ArgumentException>(() => MixedLosses.BinaryCrossEntropy(logits, targets)).Message;
        Assert.Contains("[2×5] and [3]", Refused(zeros(2, 5), zeros(3, ScalarType.Int64)));
        Assert.Contains("[2×5×4] and [2]", Refused(zeros(2, 5, 4), zeros(2, ScalarType.Int64)));
        Assert.Contains("targets [2]", Refused(zeros(2, 5), zeros(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryCrossEntropyOptions { Smoothing = 1.5 });
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new BinaryCrossEntropyOptions { TargetThreshold = double.NaN }
        );
    }
}
