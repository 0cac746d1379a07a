using CsCheck;

namespace Cutwork.Tests.Laws;

public class LabelLaws
{
    private static readonly Gen<Plan> MixingPlans = Gen.Select(
        Generate.Mixers,
        Generate.Keys,
        Generate.Scenes,
        (recipe, key, scene) => recipe.Draw(key, scene)
    );

    private static readonly Gen<(Plan Plan, int[] Labels, int Classes)> Mixed = Labeled(MixingPlans);

    /// <summary>Plans of several partners in an image too, itself among them.</summary>
    private static readonly Gen<(Plan Plan, int[] Labels, int Classes)> Laid = Labeled(
        Gen.OneOf(MixingPlans, Generate.Mosaics)
    );

    private static Gen<(Plan Plan, int[] Labels, int Classes)> Labeled(Gen<Plan> plans) =>
        Gen.Select(
            plans,
            Gen.Int[1, 5],
            Gen.Int[0, 99].Array[7],
            (plan, classes, numbers) =>
                (plan, numbers.Take(plan.Count).Select(number => number % classes).ToArray(), classes)
        );

    private static bool LaysSeveral(Plan plan) =>
        plan.Stages.Any(stage =>
            stage
                .Strokes.ToArray()
                .Where(stroke => stroke.Source == Source.Partner)
                .CountBy(stroke => stroke.Position)
                .Any(image => image.Value > 1)
        );

    /// <summary>
    /// The law that ties pixels and labels: paint the one-hot picture with the plan, take the mean over pixels, and you get
    /// the soft label. The two share no code but the plan.
    /// </summary>
    [Fact]
    public void The_mean_of_the_painted_one_hot_picture_is_the_soft_label() =>
        Mixed.Sample(
            given =>
            {
                (Plan plan, int[] labels, int classes) = given;
                var layout = Layout.Planar(plan.Size, classes);
                int area = (int)plan.Size.Area;
                float[] picture = new float[layout.Elements * plan.Count];
                for (int position = 0; position < plan.Count; position++)
                    picture.AsSpan(position * layout.Elements + labels[position] * area, area).Fill(1);
                plan.Apply(new ImageBatch<float>(picture, layout, plan.Count), Palette.UnitOf([0.5f], [0.5f]));

                float[] soft = new float[plan.Count * classes];
                plan.Apply(labels, soft, classes);
                for (int i = 0; i < soft.Length; i++)
                {
                    double mean = picture.AsSpan(i * area, area).ToArray().Average(value => (double)value);
                    if (Math.Abs(mean - soft[i]) > 2e-6)
                        return false;
                }
                return true;
            },
            iter: 2000
        );

    [Fact]
    public void Soft_labels_sum_to_1_with_and_without_smoothing() =>
        Gen.Select(Mixed, Gen.Double[0, 1])
            .Sample(
                (given, smoothing) =>
                {
                    float[] soft = new float[given.Plan.Count * given.Classes];
                    given.Plan.Apply(given.Labels, soft, given.Classes, smoothing);
                    return soft.Chunk(given.Classes)
                        .All(row => Math.Abs(row.Sum() - 1) < 1e-5 && row.All(weight => weight >= 0));
                }
            );

    [Fact]
    public void Label_weights_make_the_same_soft_labels() =>
        Mixed.Sample(given =>
        {
            float[] soft = new float[given.Plan.Count * given.Classes];
            given.Plan.Apply(given.Labels, soft, given.Classes);
            for (int position = 0; position < given.Plan.Count; position++)
            {
                double[] row = new double[given.Classes];
                foreach ((int from, double weight) in given.Plan.LabelWeights(position))
                    row[given.Labels[from]] += weight;
                for (int label = 0; label < given.Classes; label++)
                    if (Math.Abs(row[label] - soft[position * given.Classes + label]) > 1e-6)
                        return false;
            }
            return true;
        });

    [Fact]
    public void The_pair_form_makes_the_same_soft_labels_or_is_refused() =>
        Laid.Sample(
            given =>
            {
                (Plan plan, int[] labels, int classes) = given;
                int[] first = new int[plan.Count];
                int[] second = new int[plan.Count];
                float[] lambda = new float[plan.Count];
                try
                {
                    plan.Apply(labels, first, second, lambda);
                }
                catch (InvalidOperationException)
                {
                    return plan.Stages.Length > 1 || LaysSeveral(plan);
                }
                float[] soft = new float[plan.Count * classes];
                plan.Apply(labels, soft, classes);
                for (int position = 0; position < plan.Count; position++)
                {
                    float[] row = new float[classes];
                    row[first[position]] += lambda[position];
                    row[second[position]] += 1 - lambda[position];
                    for (int label = 0; label < classes; label++)
                        if (Math.Abs(row[label] - soft[position * classes + label]) > 1e-6)
                            return false;
                }
                return true;
            },
            iter: 5000
        );

    [Fact]
    public void One_hot_vectors_become_the_soft_labels() =>
        Mixed.Sample(given =>
        {
            (Plan plan, int[] labels, int classes) = given;
            float[] vectors = new float[plan.Count * classes];
            for (int position = 0; position < plan.Count; position++)
                vectors[position * classes + labels[position]] = 1;
            plan.ApplyToVectors(vectors, classes);
            float[] soft = new float[plan.Count * classes];
            plan.Apply(labels, soft, classes);
            return vectors.SequenceEqual(soft);
        });

    [Fact]
    public void Regression_targets_are_mixed_like_labels() =>
        Mixed.Sample(given =>
        {
            float[] targets = Generate.Floats(7, 3 * given.Plan.Count);
            float[] mixed = [.. targets];
            given.Plan.ApplyToVectors(mixed, 3);
            for (int position = 0; position < given.Plan.Count; position++)
            for (int i = 0; i < 3; i++)
            {
                double expected = given
                    .Plan.LabelWeights(position)
                    .Sum(part => part.Weight * targets[3 * part.Position + i]);
                if (Math.Abs(expected - mixed[3 * position + i]) > 1e-5)
                    return false;
            }
            return true;
        });

    [Fact]
    public void Erasing_leaves_labels_alone() =>
        Gen.Select(Generate.Erasers, Generate.Keys, Generate.Scenes)
            .Sample(
                (recipe, key, scene) =>
                {
                    Plan plan = recipe.Draw(key, scene);
                    float[] soft = new float[scene.Count * 3];
                    plan.Apply(new int[scene.Count], soft, 3);
                    return soft.Chunk(3).All(row => row is [1, 0, 0]);
                }
            );

    [Fact]
    public void Two_images_of_one_class_keep_the_whole_label()
    {
        Plan plan = new Recipe(new Mixup()).Draw(new Key(1), Scene.Range(new Size(4, 4), 0, 8));
        float[] soft = new float[8 * 2];
        plan.Apply([1, 1, 1, 1, 1, 1, 1, 1], soft, 2);

        Assert.All(soft.Chunk(2), row => Assert.Equal(1, row[1], 1e-6f));
    }

    [Fact]
    public void The_drawn_lambda_rule_keeps_lambda_whatever_was_pasted()
    {
        var recipe = new Recipe(
            new CutMix
            {
                LabelRule = LabelRule.DrawnLambda,
                Scope = Scope.Sample,
                Partner = PartnerRule.Roll,
            }
        );
        Plan plan = recipe.Draw(new Key(2), Scene.Range(new Size(8, 8), 0, 200));
        Stroke[] strokes = plan.Stages[0].Strokes.ToArray();

        Assert.Contains(strokes, stroke => stroke.Region.IsEmpty);
        Assert.Contains(strokes, stroke => Math.Abs(stroke.DrawnLambda!.Value - (1 - stroke.Region.Area / 64.0)) > 0.1);
        Assert.All(
            strokes,
            stroke => Assert.Equal(stroke.DrawnLambda!.Value, plan.Stages[0].OwnShare(stroke.Position, plan.Size))
        );
    }
}
