using CsCheck;
using Cutwork.TorchSharp.Tests.Targets;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Cutwork.TorchSharp.Tests.Losses;

/// <summary>
/// The losses on label maps, of which pixels are ignored, against pieces of libtorch's cross-entropy and against each
/// other.
/// </summary>
public class MapLossTests
{
    public static MatrixTheoryData<Reduction, bool> Options =>
        new([Reduction.None, Reduction.Mean, Reduction.Sum], [false, true]);

    // Maps that ignore different pixels, after blending and erasing.
    private static readonly Plan Erased = new Recipe(new Mixup(1), new Cutout(Length.Pixels(2))).Draw(
        new Key(5),
        Scene.Range(new Size(4, 5), 0, 6)
    );

    private static Tensor Maps(long ignored)
    {
        Tensor numbers = arange(6 * 4 * 5).view(6, 4, 5);
        return (numbers * 7 % 11).remainder(MapCase.Classes).masked_fill(numbers.remainder(7).eq(3), ignored);
    }

    private static Tensor Logits(ScalarType type = ScalarType.Float64) =>
        tensor([.. new Numbers(17).Take(6 * MapCase.Classes * 20)], type)
            .view(6, MapCase.Classes, 4, 5)
            .detach()
            .requires_grad_();

    private static Tensor? Weight(bool isWeighted) => isWeighted ? tensor([0.5, 2, 1, 0.25, 3]) : null;

    /// <summary>weight · CE(first) + (1 − weight) · CE(second), over the shares of what is not ignored.</summary>
    [Theory]
    [MemberData(nameof(Options))]
    public void Pairs_of_maps_lose_the_pieces_of_libtorch_s_loss(Reduction reduction, bool isWeighted)
    {
        using DisposeScope scope = NewDisposeScope();
        using LabelPairs pairs = Erased.LabelMapPairs(Maps(255), erased: 255);
        (Tensor first, Tensor second, Tensor weights) = pairs;
        Assert.True(first.eq(255).ne(second.eq(255)).any().item<bool>());
        Assert.True(weights.gt(0).logical_and(weights.lt(1)).any().item<bool>());
        Tensor share = weights.to(ScalarType.Float64).view(6, 1, 1);
        Tensor? weight = Weight(isWeighted);

        Tensor Piece(Tensor logits, Tensor maps) =>
            functional.cross_entropy(logits, maps, weight, ignore_index: 255, reduction: Reduction.None);
        Tensor Carried(Tensor maps) =>
            (weight ?? ones(MapCase.Classes, ScalarType.Float64))
                .index_select(0, maps.masked_fill(maps.eq(255), 0).flatten())
                .view(maps.shape)
                .masked_fill(maps.eq(255), 0);

        Tensor theirs = Logits();
        Tensor expected = Piece(theirs, first) * share + Piece(theirs, second) * (1 - share);
        if (reduction == Reduction.Mean)
            expected = expected.sum() / (Carried(first) * share + Carried(second) * (1 - share)).sum();
        else if (reduction == Reduction.Sum)
            expected = expected.sum();
        Tensor logits = Logits();
        Close.AssertWithGradients(
            expected,
            theirs,
            new PairCrossEntropyLoss(weight, ignoreIndex: 255, reduction: reduction).forward(logits, pairs),
            logits
        );
    }

    /// <summary>What is not blended loses libtorch's mean, to its divisor.</summary>
    [Theory]
    [MemberData(nameof(Options))]
    public void Maps_that_are_not_blended_lose_libtorch_s_loss(Reduction reduction, bool isWeighted)
    {
        using DisposeScope scope = NewDisposeScope();
        Plan plan = new Recipe(new CutMix(1), new Cutout(Length.Pixels(2))).Draw(
            new Key(5),
            Scene.Range(new Size(4, 5), 0, 6)
        );
        Tensor maps = Maps(-100);
        Tensor theirs = Logits();
        Tensor expected = functional.cross_entropy(
            theirs,
            plan.LabelMaps(maps, -100),
            Weight(isWeighted),
            ignore_index: -100,
            reduction: reduction
        );
        Tensor logits = Logits();
        using LabelPairs pairs = plan.LabelMapPairs(maps, -100);
        Close.AssertWithGradients(
            expected,
            theirs,
            MixedLosses.PairCrossEntropy(logits, pairs, Weight(isWeighted), reduction: reduction),
            logits
        );
        Tensor planes = Logits();
        Tensor ofPlanes = MixedLosses.SoftTargetCrossEntropy(
            planes,
            MaskedPlanes(plan.LabelMaps(maps, -100)),
            Weight(isWeighted),
            reduction,
            weightedMean: true
        );
        Close.Assert(expected, ofPlanes);
        ofPlanes.sum().backward();
        Tensor again = Logits();
        MixedLosses.PairCrossEntropy(again, pairs, Weight(isWeighted), reduction: reduction).sum().backward();
        Close.Assert(again.grad!, planes.grad!);
    }

    private static Tensor MaskedPlanes(Tensor maps) =>
        (functional.one_hot(maps.clamp(0), MapCase.Classes) * maps.ge(0).unsqueeze(-1))
            .permute(0, 3, 1, 2)
            .to(ScalarType.Float64);

    /// <summary>
    /// The law: one plan, two forms of its maps, one loss, ignored pixels and gradients included; without these the
    /// plain mean too.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pairs_of_maps_lose_what_soft_maps_lose(bool someIgnored)
    {
        int compared = 0;
        MapCase.Any.Sample(
            given =>
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor maps = someIgnored ? given.Maps() : given.Maps().remainder(MapCase.Classes);
                LabelPairs pairs;
                try
                {
                    pairs = given.Plan.LabelMapPairs(maps);
                }
                catch (InvalidOperationException)
                {
                    return;
                }
                foreach (Reduction reduction in (Reduction[])[Reduction.None, Reduction.Mean, Reduction.Sum])
                {
                    Tensor a = given.Logits();
                    Tensor b = given.Logits();
                    Tensor ofSoft = MixedLosses.SoftTargetCrossEntropy(
                        a,
                        given.Plan.SoftLabelMaps(maps, MapCase.Classes, MapCase.Ignored),
                        reduction: reduction,
                        weightedMean: someIgnored
                    );
                    Tensor ofPairs = new PairCrossEntropyLoss(
                        ignoreIndex: MapCase.Ignored,
                        reduction: reduction
                    ).forward(b, pairs);
                    Close.Assert(ofSoft, ofPairs);
                    ofSoft.sum().backward();
                    ofPairs.sum().backward();
                    Close.Assert(a.grad!, b.grad!);
                    compared++;
                }
            },
            iter: 100,
            threads: 1
        );
        Assert.True(compared > 30, $"Only {compared} batches had pairs.");
    }

    /// <summary>By hand: two pixels, of one of which the second label is ignored.</summary>
    [Fact]
    public void A_pixel_of_which_a_part_is_ignored_counts_with_the_rest()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = tensor([0.0, 1, 2, 4], [1, 2, 1, 2]);
        var pairs = new LabelPairs(tensor([0L, 1], [1, 1, 2]), tensor([1L, 255], [1, 1, 2]), tensor([0.25]));
        double left = Math.Log(1 + Math.Exp(2));
        double right = Math.Log(1 + Math.Exp(-3));
        double expected = (0.25 * left + 0.75 * (left - 2) + 0.25 * right) / 1.25;
        Assert.Equal(expected, MixedLosses.PairCrossEntropy(logits, pairs, ignoreIndex: 255).item<double>(), 1e-9);
        Tensor planes = tensor([0.25, 0, 0.75, 0.25], [1, 2, 1, 2]);
        Assert.Equal(
            expected,
            MixedLosses.SoftTargetCrossEntropy(logits, planes, weightedMean: true).item<double>(),
            1e-9
        );
        Assert.Equal(
            expected * 1.25 / 2,
            new SoftTargetCrossEntropyLoss().forward(logits, planes).item<double>(),
            1e-9
        );
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Ignored_pixels_have_no_gradient_and_others_have(Reduction reduction, bool isWeighted)
    {
        using DisposeScope scope = NewDisposeScope();
        using LabelPairs pairs = Erased.LabelMapPairs(Maps(-100), -100);
        Tensor ignored = pairs.First.lt(0).logical_and(pairs.Second.lt(0)).unsqueeze(1);
        Assert.True(ignored.any().item<bool>());
        Tensor ofPairs = Logits();
        MixedLosses.PairCrossEntropy(ofPairs, pairs, Weight(isWeighted), reduction: reduction).sum().backward();
        AssertNone(ofPairs.grad!, ignored);

        Tensor maps = Maps(-100);
        Tensor planes = Erased.SoftLabelMaps(maps, MapCase.Classes, -100);
        Tensor empty = planes.sum(1, keepdim: true).eq(0);
        Assert.True(empty.any().item<bool>());
        Tensor ofPlanes = Logits();
        new SoftTargetCrossEntropyLoss(Weight(isWeighted), reduction, weightedMean: true)
            .forward(ofPlanes, planes)
            .sum()
            .backward();
        AssertNone(ofPlanes.grad!, empty);
    }

    private static void AssertNone(Tensor gradients, Tensor ignored)
    {
        Tensor sizes = gradients.abs().amax([1], keepdim: true);
        Assert.Equal(0, sizes.masked_select(ignored).amax([0]).item<double>());
        Assert.True(sizes.masked_select(ignored.logical_not()).amin([0]).item<double>() > 0);
    }

    /// <summary>libtorch's mean of nothing is NaN.</summary>
    [Theory]
    [InlineData(Reduction.Mean)]
    [InlineData(Reduction.Sum)]
    [InlineData(Reduction.None)]
    public void Where_all_pixels_are_ignored_the_loss_and_its_gradients_are_zero(Reduction reduction)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor maps = full([6, 4, 5], 255, ScalarType.Byte);
        Tensor labels = maps.to(ScalarType.Int64);
        Assert.True(double.IsNaN(functional.cross_entropy(Logits(), labels, ignore_index: 255).item<double>()));
        using LabelPairs pairs = Erased.LabelMapPairs(maps);
        Tensor planes = Erased.SoftLabelMaps(maps, MapCase.Classes, 255);
        foreach (
            Func<Tensor, Tensor> lose in (Func<Tensor, Tensor>[])
                [
                    logits => MixedLosses.PairCrossEntropy(logits, pairs, ignoreIndex: 255, reduction: reduction),
                    logits => MixedLosses.SoftTargetCrossEntropy(logits, planes, null, reduction, weightedMean: true),
                ]
        )
        {
            Tensor logits = Logits();
            Tensor loss = lose(logits);
            Assert.True(loss.eq(0).all().item<bool>());
            loss.sum().backward();
            Assert.True(logits.grad!.eq(0).all().item<bool>());
        }
    }
}
