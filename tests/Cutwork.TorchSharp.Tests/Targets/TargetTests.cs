using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Targets;

/// <summary>What is refused, and how it is said.</summary>
public class TargetTests
{
    private static readonly Plan Plan = new Recipe(new Mixup(1)).Draw(new Key(3), Scene.Range(new Size(4, 4), 100, 4));

    private static readonly Plan WithPartners = new Recipe(new CutMix(1)).Draw(
        new Key(3),
        Scene.Range(new Size(4, 4), 100, 2).With(Scene.Range(new Size(4, 4), 200, 2))
    );

    private static string Refused(Func<object> made) => Assert.ThrowsAny<ArgumentException>(made).Message;

    [Fact]
    public void Labels_that_do_not_fit_are_named()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Contains("[4], one per image", Refused(() => Plan.SoftLabels(zeros(3, ScalarType.Int64), 5)));
        Assert.Contains("given [3×1]", Refused(() => Plan.Pairs(zeros(3, 1, ScalarType.Int64))));
        Assert.Contains("then one per partner", Refused(() => WithPartners.Pairs(zeros(2, ScalarType.Int64))));
        Assert.Contains("MixedTargets", Refused(() => Plan.SoftLabels(zeros(4), 5)));
        Assert.Contains(
            "Image 2 of the batch (sample 102) has label 5; with 5 classes, labels go from 0 to 4",
            Refused(() => Plan.SoftLabels(tensor([0L, 1, 5, -1]), 5))
        );
        Assert.Contains("ignoreIndex", Refused(() => Plan.SoftLabels(tensor([0L, 1, 4, -100]), 5)));
        Assert.Contains(
            "(sample 201) has label 9; with 5 classes, labels go from 0 to 4, and -100 is ignored.",
            Refused(() => WithPartners.SoftLabels(tensor([0L, -100, 4, 9]), 5, ignoreIndex: -100))
        );
        Assert.Contains("class", Refused(() => Plan.SoftLabels(zeros(4, ScalarType.Int64), 0)));
        Assert.Contains("share", Refused(() => Plan.SoftLabels(zeros(4, ScalarType.Int64), 5, 1.1)));
        Assert.Contains("share", Refused(() => Plan.SoftLabels(zeros(4, ScalarType.Int64), 5, double.NaN)));
        Assert.Throws<ArgumentNullException>(() => Plan.SoftLabels(null!, 5));
    }

    [Fact]
    public void Targets_that_do_not_fit_are_named()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Contains("plan.SoftLabels", Refused(() => Plan.MixedTargets(zeros(4, 5, ScalarType.Int64))));
        Assert.Contains("given [5×4]", Refused(() => Plan.MixedTargets(zeros(5, 4))));
        Assert.Contains("given []", Refused(() => Plan.MixedTargets(tensor(1f))));
    }

    [Fact]
    public void Pairs_that_do_not_fit_are_named()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor labels = zeros(4, ScalarType.Int64);
        Assert.Contains("Float32", Refused(() => new LabelPairs(zeros(4), labels, ones(4))));
        Assert.Contains("[4] and [3]", Refused(() => new LabelPairs(labels, labels[..3], ones(4))));
        Assert.Contains("λ are floats", Refused(() => new LabelPairs(labels, labels, labels)));
        Assert.Contains("expand(4)", Refused(() => new LabelPairs(labels, labels, ones(1))));
    }

    [Fact]
    public void What_is_made_is_not_the_caller_s_memory()
    {
        using DisposeScope scope = NewDisposeScope();
        Plan nothing = new Recipe().Draw(new Key(1), Scene.Range(new Size(2, 2), 0, 3));
        Tensor labels = tensor([0L, 1, 2]);
        Tensor targets = rand(3, 2);
        LabelPairs pairs = nothing.Pairs(labels);
        Tensor mixed = nothing.MixedTargets(targets);
        Assert.True(mixed.Equals(targets));
        labels.fill_(7);
        targets.fill_(7);
        Assert.Equal([0, 1, 2], pairs.First.data<long>().ToArray());
        Assert.Equal([0, 1, 2], pairs.Second.data<long>().ToArray());
        Assert.True((mixed < 1).all().item<bool>());
        pairs.Dispose();
        Assert.True(pairs.First.IsInvalid && pairs.Second.IsInvalid && pairs.Lambda.IsInvalid);
    }
}
