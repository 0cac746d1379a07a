using CsCheck;
using Cutwork.Tests.Laws;
using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Targets;

/// <summary>A plan's targets on tensors are its targets on spans.</summary>
public class TargetLaws
{
    [Fact]
    public void Soft_labels_are_those_of_the_spans() =>
        MixedCase.Any.Sample(given =>
        {
            using DisposeScope scope = NewDisposeScope();
            (Plan plan, int[] labels, int classes, double smoothing) = given;
            float[] expected = new float[plan.Count * classes];
            plan.Apply(labels, expected, classes, smoothing);
            foreach (Tensor indexes in (Tensor[])[tensor(labels), given.Indexes(), given.EveryOther()])
            {
                Tensor soft = plan.SoftLabels(indexes, classes, smoothing);
                Assert.Equal([plan.Count, classes], soft.shape);
                Assert.Equal(ScalarType.Float32, soft.dtype);
                Close(expected, soft);
                if (IsOneMix(plan))
                    Assert.Equal(expected, soft.data<float>().ToArray());
            }
        });

    // Parts that add up in one order only: there is no last digit to differ in.
    private static bool IsOneMix(Plan plan) =>
        plan.Stages is [{ } stage]
        && Enumerable
            .Range(0, plan.Count)
            .All(position =>
                stage.Of(position).Length == 0 || stage.Of(position) is [var stroke] && stroke.Partner != position
            );

    [Fact]
    public void Pairs_are_those_of_the_spans_or_refused_as_they_are() =>
        MixedCase.Any.Sample(given =>
        {
            using DisposeScope scope = NewDisposeScope();
            Plan plan = given.Plan;
            int[] first = new int[plan.Count];
            int[] second = new int[plan.Count];
            float[] lambda = new float[plan.Count];
            try
            {
                plan.Apply(given.Labels, first, second, lambda);
            }
            catch (InvalidOperationException refused)
            {
                Assert.Equal(
                    refused.Message,
                    Assert.Throws<InvalidOperationException>(() => plan.Pairs(given.Indexes())).Message
                );
                return;
            }
            foreach (Tensor indexes in (Tensor[])[tensor(given.Labels), given.Indexes(), given.EveryOther()])
            {
                (Tensor own, Tensor partner, Tensor share) = plan.Pairs(indexes);
                Assert.Equal(first.Select(label => (long)label), own.data<long>().ToArray());
                Assert.Equal(second.Select(label => (long)label), partner.data<long>().ToArray());
                Assert.Equal(lambda, share.data<float>().ToArray());
            }
        });

    [Fact]
    public void Vectors_are_those_of_the_spans_in_every_type_and_shape() =>
        MixedCase.Any.Sample(given =>
        {
            using DisposeScope scope = NewDisposeScope();
            Plan plan = given.Plan;
            float[] vectors = Generate.Floats(plan.Key.Seed, 6 * given.Labels.Length);
            float[] expected = [.. vectors];
            plan.ApplyToVectors(expected, 6);
            expected = expected[..(6 * plan.Count)];
            Tensor targets = tensor(vectors).view(-1, 2, 3);
            Close(expected, plan.MixedTargets(targets));
            Close(expected, plan.MixedTargets(targets.transpose(1, 2).contiguous().transpose(1, 2)));
            Close(expected, plan.MixedTargets(targets.to(ScalarType.Float64)));
            Tensor halves = plan.MixedTargets(targets.to(ScalarType.BFloat16));
            Assert.Equal((ScalarType.BFloat16, 3L), (halves.dtype, halves.shape[2]));
            Close(expected, halves, 1.0 / 128);
            Tensor scalars = plan.MixedTargets(targets.view(-1, 6)[.., 0]);
            Close([.. expected.Chunk(6).Select(row => row[0])], scalars);
        });

    [Fact]
    public void One_hot_vectors_become_the_soft_labels() =>
        MixedCase.Any.Sample(given =>
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor oneHot = nn.functional.one_hot(given.Indexes(), given.Classes).to(ScalarType.Float32);
            Tensor soft = given.Plan.SoftLabels(given.Indexes(), given.Classes);
            Close(soft.data<float>().ToArray(), given.Plan.MixedTargets(oneHot));
        });

    /// <summary>∂ Σ g·mixed / ∂ targets is the weights' transpose times g.</summary>
    [Fact]
    public void Gradients_flow_back_by_the_weights() =>
        MixedCase.Any.Sample(given =>
        {
            using DisposeScope scope = NewDisposeScope();
            Plan plan = given.Plan;
            float[] upstream = Generate.Floats(plan.Key.Seed, plan.Count);
            Tensor targets = zeros([given.Labels.Length, 1], ScalarType.Float64, requires_grad: true);
            (plan.MixedTargets(targets) * tensor(upstream).unsqueeze(1)).sum().backward();
            double[] expected = new double[given.Labels.Length];
            for (int position = 0; position < plan.Count; position++)
                foreach ((int from, double weight) in plan.LabelWeights(position))
                    expected[from] += weight * upstream[position];
            double[] gradient = targets.grad!.data<double>().ToArray();
            for (int place = 0; place < expected.Length; place++)
                Assert.Equal(expected[place], gradient[place], 1e-6);
        });

    [Fact]
    public void An_ignored_label_is_a_share_of_zero() =>
        MixedCase.Any.Sample(given =>
        {
            using DisposeScope scope = NewDisposeScope();
            (Plan plan, int[] labels, int classes, double smoothing) = given;
            long[] some = [.. labels.Select((label, place) => place % 3 == 0 ? -100L : label)];
            float[] soft = plan.SoftLabels(tensor(some), classes, smoothing, ignoreIndex: -100).data<float>().ToArray();
            for (int position = 0; position < plan.Count; position++)
            {
                double[] row = new double[classes];
                foreach ((int from, double weight) in plan.LabelWeights(position))
                    if (some[from] >= 0)
                        for (int label = 0; label < classes; label++)
                            row[label] += weight * (smoothing / classes + (label == some[from] ? 1 - smoothing : 0));
                for (int label = 0; label < classes; label++)
                    Assert.Equal(row[label], soft[position * classes + label], 1e-6);
            }
        });

    private static void Close(float[] expected, Tensor actual, double tolerance = 1e-6)
    {
        float[] values = actual.to(ScalarType.Float32).contiguous().data<float>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
            Assert.Equal(expected[i], values[i], tolerance);
    }
}
