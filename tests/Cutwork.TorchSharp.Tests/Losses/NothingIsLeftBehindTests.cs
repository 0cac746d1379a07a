using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Cutwork.TorchSharp.Tests.Losses;

/// <summary>Targets, losses and metrics give their results to the caller and leave no tensor, in a scope or outside, whatever happens.</summary>
[Collection(nameof(Counted))]
public class NothingIsLeftBehindTests
{
    private static readonly Plan Plan = new Recipe(new Mixup(1), new CutMix(1)).Draw(
        new Key(3),
        Scene.Range(new Size(5, 4), 0, 8)
    );

    private static readonly Plan InPairs = new Recipe(new CutMix(1)).Draw(
        new Key(3),
        Scene.Range(new Size(5, 4), 0, 8)
    );

    private static readonly Plan Blended = new Recipe(new Mixup(1)).Draw(new Key(3), Scene.Range(new Size(5, 4), 0, 8));

    private sealed record Given(Tensor Logits, Tensor Labels, Tensor Soft, LabelPairs Pairs, Tensor Weight, Tensor Maps)
        : IDisposable
    {
        public static Given Of(ScalarType type)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor labels = tensor([0L, 1, 2, 3, 0, 1, 2, 3]).MoveToOuterDisposeScope();
            return new Given(
                (arange(32, ScalarType.Float32).view(8, 4).remainder(5).to(type)).MoveToOuterDisposeScope(),
                labels,
                InPairs.SoftLabels(labels, 4).to(type).MoveToOuterDisposeScope(),
                InPairs.Pairs(labels).MoveToOuterDisposeScope(),
                ones(4).MoveToOuterDisposeScope(),
                labels.view(8, 1, 1).expand(8, 5, 4).MoveToOuterDisposeScope()
            );
        }

        public void Dispose()
        {
            Logits.Dispose();
            Labels.Dispose();
            Soft.Dispose();
            Pairs.Dispose();
            Weight.Dispose();
            Maps.Dispose();
        }
    }

    public static TheoryData<string> Names => new(All.Keys);

    private static readonly Dictionary<string, Func<Given, IDisposable>> All = new()
    {
        ["soft labels"] = given => Plan.SoftLabels(given.Labels, 4, 0.1),
        ["soft labels with ignored"] = given => Plan.SoftLabels(given.Labels, 3, 0.1, ignoreIndex: 3),
        ["pairs"] = given => InPairs.Pairs(given.Labels),
        ["label maps"] = given => InPairs.LabelMaps(given.Maps, 3),
        ["label map pairs"] = given => Blended.LabelMapPairs(given.Maps, -100),
        ["soft label maps"] = given => Plan.SoftLabelMaps(given.Maps, 3, ignored: 3),
        ["mixed targets"] = given => Plan.MixedTargets(given.Soft),
        ["soft-target cross-entropy"] = given =>
            MixedLosses.SoftTargetCrossEntropy(given.Logits, given.Soft, given.Weight),
        ["soft-target cross-entropy, weighted mean"] = given =>
            MixedLosses.SoftTargetCrossEntropy(given.Logits, given.Soft, given.Weight, weightedMean: true),
        ["pair cross-entropy"] = given => MixedLosses.PairCrossEntropy(given.Logits, given.Pairs, given.Weight, 2, 0.1),
        ["pair cross-entropy, none"] = given =>
            MixedLosses.PairCrossEntropy(given.Logits, given.Pairs, reduction: Reduction.None),
        ["binary cross-entropy"] = given =>
            MixedLosses.BinaryCrossEntropy(
                given.Logits,
                given.Labels,
                new BinaryCrossEntropyOptions
                {
                    Smoothing = 0.1,
                    TargetThreshold = 0.2,
                    Weight = given.Weight,
                    PositiveWeight = given.Weight,
                    SumClasses = true,
                }
            ),
        ["binary cross-entropy, dense"] = given => MixedLosses.BinaryCrossEntropy(given.Logits, given.Soft),
        ["hits"] = given => MixedAccuracy.Hits(given.Logits, given.Soft, top: 2),
        ["hits of pairs"] = given => MixedAccuracy.Hits(given.Logits, given.Pairs),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_the_result_stays(string name)
    {
        foreach (ScalarType type in (ScalarType[])[ScalarType.Float32, ScalarType.Float64, ScalarType.BFloat16])
        {
            long empty = Settled.Tensors();
            using (var given = Given.Of(type))
            {
                given.Logits.requires_grad_();
                long before = Settled.Tensors();
                IDisposable made = All[name](given);
                int own = made is LabelPairs ? 3 : 1;
                Assert.Equal(before + own, Tensor.TotalCount);
                made.Dispose();
                Assert.Equal(before, Tensor.TotalCount);
                using (NewDisposeScope())
                {
                    made = All[name](given);
                    Assert.Equal(before + own, Tensor.TotalCount);
                }
                Assert.Equal(before, Tensor.TotalCount);
                Assert.False(given.Logits.IsInvalid || given.Labels.IsInvalid || given.Soft.IsInvalid);
                Assert.False(given.Pairs.Lambda.IsInvalid || given.Weight.IsInvalid);
            }
            Assert.Equal(empty, Tensor.TotalCount);
        }
    }

    [Fact]
    public void Metrics_keep_numbers_only()
    {
        using var given = Given.Of(ScalarType.Float32);
        var accuracy = new MixedAccuracy(top: 2);
        long before = Settled.Tensors();
        accuracy.Add(given.Logits, given.Soft);
        accuracy.Add(given.Logits, given.Pairs);
        Assert.Equal((before, 16), (Tensor.TotalCount, Math.Round(accuracy.Labels, 6)));
    }

    [Fact]
    public void Refusals_leave_nothing_either()
    {
        using var given = Given.Of(ScalarType.Float32);
        using Tensor wrong = zeros(3, 4);
        using Tensor classes = full(8, 9, ScalarType.Int64);
        using var outside = new LabelPairs(classes.alias(), classes.alias(), given.Pairs.Lambda.alias());
        long before = Settled.Tensors();
        void Refused<TError>(Func<object> action)
            where TError : Exception => Assert.ThrowsAny<TError>(action);
        Refused<ArgumentException>(() => Plan.SoftLabels(given.Labels, 2));
        Refused<InvalidOperationException>(() => Plan.Pairs(given.Labels));
        Refused<ArgumentException>(() => Plan.MixedTargets(wrong));
        using (Tensor maps = zeros(8, 5, 4, ScalarType.Byte))
        {
            Refused<ArgumentException>(() => InPairs.LabelMaps(wrong));
            Refused<ArgumentException>(() => InPairs.LabelMaps(maps, -100));
            Refused<InvalidOperationException>(() => Blended.LabelMaps(maps));
            Refused<InvalidOperationException>(() => Plan.LabelMapPairs(maps));
            Refused<ArgumentException>(() => Plan.SoftLabelMaps(given.Maps, 3));
        }
        Refused<ArgumentException>(() => MixedLosses.SoftTargetCrossEntropy(given.Logits, wrong));
        Refused<ArgumentException>(() => MixedLosses.SoftTargetCrossEntropy(given.Logits, given.Soft, wrong));
        Refused<ArgumentException>(() => MixedLosses.PairCrossEntropy(wrong, given.Pairs));
        Refused<ArgumentException>(() => MixedLosses.PairCrossEntropy(given.Logits, given.Pairs, wrong));
        // Not a class: libtorch's error, from the midst of the computation.
        Refused<Exception>(() => MixedLosses.PairCrossEntropy(given.Logits, outside));
        Refused<InvalidOperationException>(() =>
            MixedLosses.BinaryCrossEntropy(given.Logits, given.Soft, new BinaryCrossEntropyOptions { Smoothing = 0.1 })
        );
        Refused<ArgumentException>(() => MixedAccuracy.Hits(given.Logits, given.Soft, 9));
        Refused<ArgumentException>(() => new MixedAccuracy(9).Add(given.Logits, given.Pairs));
        Assert.Equal(before, Tensor.TotalCount);
    }

    /// <summary>A step of training, forward and back, on other threads.</summary>
    [Fact]
    public async Task Worker_threads_leave_nothing_and_lose_the_same()
    {
        using var given = Given.Of(ScalarType.Float32);
        using Tensor expected = MixedLosses.PairCrossEntropy(given.Logits, given.Pairs, smoothing: 0.1);
        double value = expected.item<float>();
        long before = Settled.Tensors();
        await Parallel.ForAsync(
            0,
            60,
            TestContext.Current.CancellationToken,
            (number, _) =>
            {
                using IDisposable? scope = number % 2 == 0 ? NewDisposeScope() : null;
                using Tensor input = given.Logits.clone();
                input.requires_grad_();
                using Tensor soft = InPairs.SoftLabels(given.Labels, 4, 0.1);
                using LabelPairs pairs = InPairs.Pairs(given.Labels);
                using Tensor ofSoft = MixedLosses.SoftTargetCrossEntropy(input, soft);
                using Tensor ofPairs = MixedLosses.PairCrossEntropy(input, pairs, smoothing: 0.1);
                using Tensor both = ofSoft + ofPairs;
                both.backward();
                using Tensor gradient = input.grad!;
                using Tensor sizes = gradient.abs();
                using Tensor sum = sizes.sum();
                Assert.Equal(value, ofSoft.item<float>(), 1e-6);
                Assert.Equal(value, ofPairs.item<float>(), 1e-6);
                Assert.True(sum.item<float>() > 0);
                return ValueTask.CompletedTask;
            }
        );
        Assert.Equal(before, Tensor.TotalCount);
    }
}
