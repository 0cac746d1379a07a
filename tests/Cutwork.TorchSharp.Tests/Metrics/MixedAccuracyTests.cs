using CsCheck;
using Cutwork.TorchSharp.Tests.Targets;
using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Metrics;

/// <summary>Accuracy on mixed labels against its formula, image by image.</summary>
public class MixedAccuracyTests
{
    // Of three images, the greatest logit is at class 2, 0, 1; the next at 1, 1, 3.
    private static Tensor Logits() => tensor([0f, 2, 3, 1, 9, 4, 1, 2, 1, 5, 0, 4], [3, 4]);

    private static LabelPairs Pairs(params long[] second) =>
        new(tensor([2L, 1, 0]), tensor(second), tensor([0.75f, 0.5f, 0.25f]));

    [Fact]
    public void A_label_counts_by_its_share_where_it_is_predicted()
    {
        using DisposeScope scope = NewDisposeScope();
        LabelPairs pairs = Pairs(3, 1, 3);
        Assert.Equal([0.75f, 0, 0], MixedAccuracy.Hits(Logits(), pairs).data<float>().ToArray());
        Assert.Equal([0.75f, 1, 0.75f], MixedAccuracy.Hits(Logits(), pairs, top: 2).data<float>().ToArray());
        Assert.Equal([1f, 1, 1], MixedAccuracy.Hits(Logits(), pairs, top: 3).data<float>().ToArray());
    }

    [Fact]
    public void Pairs_and_soft_labels_of_a_plan_are_as_accurate() =>
        MixedCase.InPairs.Sample(given =>
        {
            using DisposeScope scope = NewDisposeScope();
            (Plan plan, _, int classes, _) = given;
            Tensor logits = tensor(given.Logits()).view(plan.Count, classes);
            Tensor soft = plan.SoftLabels(given.Indexes(), classes);
            for (int top = 1; top <= classes; top++)
            {
                float[] ofSoft = MixedAccuracy.Hits(logits, soft, top).data<float>().ToArray();
                float[] ofPairs = MixedAccuracy.Hits(logits, plan.Pairs(given.Indexes()), top).data<float>().ToArray();
                for (int position = 0; position < plan.Count; position++)
                    Assert.Equal(ofSoft[position], ofPairs[position], 1e-6);
            }
        });

    /// <summary>Any plan, several partners too: the weights of the labels that are predicted.</summary>
    [Fact]
    public void Soft_labels_count_by_the_plan_s_weights() =>
        MixedCase.Any.Sample(given =>
        {
            using DisposeScope scope = NewDisposeScope();
            (Plan plan, int[] labels, int classes, _) = given;
            float[] logits = given.Logits();
            double expected = 0;
            for (int position = 0; position < plan.Count; position++)
            {
                float[] row = logits[(position * classes)..((position + 1) * classes)];
                int predicted = Array.IndexOf(row, row.Max());
                expected += plan.LabelWeights(position)
                    .Where(part => labels[part.Position] == predicted)
                    .Sum(part => part.Weight);
            }
            var accuracy = new MixedAccuracy();
            double batch = accuracy.Add(
                tensor(logits).view(plan.Count, classes),
                plan.SoftLabels(given.Indexes(), classes)
            );
            Assert.Equal(expected / plan.Count, batch, 1e-6);
            Assert.Equal(batch, accuracy.Value);
        });

    [Fact]
    public void Ignored_labels_neither_hit_nor_miss()
    {
        using DisposeScope scope = NewDisposeScope();
        var accuracy = new MixedAccuracy();
        Assert.Equal(0.75 / 2.5, accuracy.Add(Logits(), Pairs(3, -100, 3)), 1e-6);
        Assert.Equal(2.5, accuracy.Labels, 1e-6);
        var other = new MixedAccuracy(ignoreIndex: 3);
        Assert.Equal(0.75 / 2, other.Add(Logits(), Pairs(3, 2, 3)), 1e-6);
        Plan plan = new Recipe(new Mixup(1)).Draw(new Key(3), Scene.Range(new Size(2, 2), 0, 3));
        Tensor labels = tensor([2L, -100, 1]);
        var ofSoft = new MixedAccuracy();
        var ofPairs = new MixedAccuracy();
        Assert.Equal(
            ofPairs.Add(Logits(), plan.Pairs(labels)),
            ofSoft.Add(Logits(), plan.SoftLabels(labels, 4, ignoreIndex: -100)),
            1e-6
        );
        Assert.Equal(ofPairs.Labels, ofSoft.Labels, 1e-6);
        Assert.True(ofPairs.Labels is > 1 and < 3);
    }

    [Fact]
    public void Batches_of_different_sizes_count_by_their_labels()
    {
        using DisposeScope scope = NewDisposeScope();
        var accuracy = new MixedAccuracy(top: 2);
        Assert.True(double.IsNaN(accuracy.Value));
        LabelPairs pairs = Pairs(3, 1, 3);
        Assert.Equal(2.5 / 3, accuracy.Add(Logits(), pairs), 1e-6);
        Tensor one = tensor([0f, 0, 1, 0], [1, 4]);
        Assert.Equal(0, accuracy.Add(tensor([5f, 4, 1, 2], [1, 4]), one));
        Assert.Equal((2.5 / 4, 4.0), (accuracy.Value, accuracy.Labels));
        accuracy.Reset();
        Assert.Equal(1, accuracy.Add(tensor([0f, 4, 5, 2], [1, 4]), one));
        Assert.Equal((1.0, 1.0), (accuracy.Value, accuracy.Labels));
    }

    [Fact]
    public void Pixels_are_counted_each()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = tensor([1f, 0, 0, 1, 0, 1, 1, 0, 5, 5, 5, 5, 0, 0, 0, 0], [2, 2, 2, 2]);
        Tensor first = tensor([0L, 1, 1, -100, 1, 1, 1, 0], [2, 2, 2]);
        Tensor second = tensor([0L, 1, 0, 0, 0, 0, 0, 0], [2, 2, 2]);
        var pairs = new LabelPairs(first, second, tensor([0.5f, 0.25f]));
        Assert.Equal(
            [1, 1, 0.5f, 0.5f, 0.75f, 0.75f, 0.75f, 1],
            MixedAccuracy.Hits(logits, pairs).view(8).data<float>().ToArray()
        );
        Assert.Equal(6.25 / 7.5, new MixedAccuracy().Add(logits, pairs), 1e-6);
    }

    [Fact]
    public void Half_precision_and_gradients_do_not_matter()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = Logits().to(ScalarType.BFloat16).requires_grad_();
        Tensor soft = tensor([0f, 0, 0.25f, 0.75f, 0.5f, 0.5f, 0, 0, 0, 1, 0, 0], [3, 4]);
        var accuracy = new MixedAccuracy();
        Assert.Equal(1.75 / 3, accuracy.Add(logits, soft.to(ScalarType.BFloat16)), 1e-6);
        Assert.Equal(1.75 / 3, accuracy.Add(logits, soft.requires_grad_()), 1e-6);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Throws<ArgumentOutOfRangeException>(() => new MixedAccuracy(top: 0));
        string Refused(Func<object> made) => Assert.ThrowsAny<ArgumentException>(made).Message;
        Assert.Contains("no top 5", Refused(() => MixedAccuracy.Hits(Logits(), Pairs(0, 0, 0), top: 5)));
        Assert.Contains("plan.Pairs", Refused(() => MixedAccuracy.Hits(Logits(), zeros(3, ScalarType.Int64))));
        Assert.Contains("[3×4], targets [3×5]", Refused(() => MixedAccuracy.Hits(Logits(), zeros(3, 5))));
        Assert.Contains("labels [2]", Refused(() => MixedAccuracy.Hits(zeros(2, 4), Pairs(0, 0, 0))));
        var accuracy = new MixedAccuracy(top: 5);
        Assert.Contains("at most 4", Refused(() => accuracy.Add(Logits(), zeros(3, 4))));
        Assert.Equal(0, accuracy.Labels);
    }
}
