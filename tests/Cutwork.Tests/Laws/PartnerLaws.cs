using CsCheck;

namespace Cutwork.Tests.Laws;

/// <summary>Batches with partners of their own: images are mixed with those alone, and partners are a batch that is read and not shown.</summary>
public class PartnerLaws
{
    private static readonly Gen<(Recipe Recipe, Key Key, Scene Scene)> Drawn = Gen.Select(
        Generate.Recipes,
        Generate.Keys,
        Generate.Scenes,
        Gen.Int[0, 9].Array[7],
        (recipe, key, scene, partners) => (recipe, key, scene.With(new Scene(scene.Size, partners[..scene.Count])))
    );

    /// <summary>The same stages for one batch of images and partners.</summary>
    private static Plan Wide(Plan plan) =>
        new(plan.Key, plan.Size, [.. plan.Samples, .. plan.Partners], plan.Stages, plan.Views);

    [Fact]
    public void What_is_painted_is_the_first_half_of_a_batch_of_images_and_partners() =>
        Drawn.Sample(
            given =>
            {
                Plan plan = given.Recipe.Draw(given.Key, given.Scene);
                int count = plan.Count;
                var layout = Layout.Planar(plan.Size, 3);
                float[] sources = Generate.Floats(3, 2 * count * layout.Elements);
                var read = new ReadOnlyImageBatch<float>(sources, layout, 2 * count);
                float[] wide = new float[sources.Length];
                Wide(plan).Apply(read, new ImageBatch<float>(wide, layout, 2 * count), Palette.Unit);
                ReadOnlySpan<float> expected = wide.AsSpan(0, count * layout.Elements);

                float[] painted = new float[expected.Length];
                plan.Apply(read, new ImageBatch<float>(painted, layout, count), Palette.Unit);
                bool isEqual = expected.SequenceEqual(painted);
                painted.AsSpan().Clear();
                for (int position = 0; position < count; position++)
                    plan.ApplyOne(
                        position,
                        read,
                        new ImageView<float>(painted.AsSpan(position * layout.Elements, layout.Elements), layout),
                        Palette.Unit
                    );
                return isEqual && expected.SequenceEqual(painted);
            },
            iter: 500
        );

    [Fact]
    public void What_is_collated_is_the_first_half_of_a_batch_of_images_and_partners() =>
        Drawn.Sample(
            given =>
            {
                Plan plan = given.Recipe.Draw(given.Key, given.Scene);
                int count = plan.Count;
                var layout = Layout.Interleaved(plan.Size, 3);
                byte[] bytes = Generate.Bytes(4, 2 * count * layout.Elements);
                SourceImage[] sources =
                [
                    .. Enumerable
                        .Range(0, 2 * count)
                        .Select(place => new SourceImage(
                            bytes.AsMemory(place * layout.Elements, layout.Elements),
                            layout
                        )),
                ];
                float[] wide = new float[bytes.Length];
                Wide(plan).Collate(sources, new ImageBatch<float>(wide, layout, 2 * count), Palette.ImageNet);
                float[] listed = new float[count * layout.Elements];
                float[] batched = new float[listed.Length];
                plan.Collate(sources, new ImageBatch<float>(listed, layout, count), Palette.ImageNet);
                plan.Collate(
                    new ReadOnlyImageBatch<byte>(bytes, layout, 2 * count),
                    new ImageBatch<float>(batched, layout, count),
                    Palette.ImageNet
                );
                return wide.AsSpan(0, listed.Length).SequenceEqual(listed) && listed.AsSpan().SequenceEqual(batched);
            },
            iter: 500
        );

    [Fact]
    public void The_mean_of_the_painted_one_hot_picture_is_the_soft_label() =>
        Gen.Select(Generate.Mixers, Generate.Keys, Generate.Scenes, Gen.Int[0, 3].Array[14])
            .Sample(
                (recipe, key, images, labels) =>
                {
                    const int classes = 4;
                    Scene scene = images.With(Scene.Range(images.Size, 100, images.Count));
                    Plan plan = recipe.Draw(key, scene);
                    labels = labels[..(2 * plan.Count)];
                    var layout = Layout.Planar(plan.Size, classes);
                    int area = (int)plan.Size.Area;
                    float[] hot = new float[layout.Elements * labels.Length];
                    for (int place = 0; place < labels.Length; place++)
                        hot.AsSpan(place * layout.Elements + labels[place] * area, area).Fill(1);
                    float[] picture = new float[layout.Elements * plan.Count];
                    float[] soft = new float[plan.Count * classes];
                    plan.Apply(
                        new ReadOnlyImageBatch<float>(hot, layout, labels.Length),
                        new ImageBatch<float>(picture, layout, plan.Count),
                        Palette.UnitOf([0.5f], [0.5f]),
                        Targets.Soft(labels, soft, classes)
                    );
                    float[] vectors = new float[labels.Length * classes];
                    for (int place = 0; place < labels.Length; place++)
                        vectors[place * classes + labels[place]] = 1;
                    float[] before = [.. vectors];
                    plan.ApplyToVectors(vectors, classes);
                    return soft.Index()
                            .All(row =>
                                Math.Abs(
                                    picture.Skip(row.Index * area).Take(area).Average(value => (double)value) - row.Item
                                ) <= 2e-6
                            )
                        && soft.SequenceEqual(vectors[..soft.Length])
                        && before[soft.Length..].SequenceEqual(vectors[soft.Length..]);
                },
                iter: 1000
            );

    [Fact]
    public void Images_are_mixed_with_their_own_partner_and_partners_with_nobody() =>
        Drawn.Sample(given =>
        {
            Plan plan = given.Recipe.Draw(given.Key, given.Scene);
            foreach (Stage stage in plan.Stages)
            foreach (Stroke stroke in stage.Strokes)
                if (stroke.Source == Source.Partner)
                {
                    Assert.Equal(plan.Count + stroke.Position, stroke.Partner);
                    Assert.NotEqual(plan.Samples[stroke.Position], plan.SampleAt(stroke.Partner));
                }
        });

    /// <summary>Erasing takes no notice: images are erased as without partners, partners as a batch of their own.</summary>
    [Fact]
    public void Erasing_draws_for_images_and_for_partners_as_for_two_batches() =>
        Gen.Select(Generate.Erasers, Generate.Keys, Generate.Scenes, Gen.Int[0, 9].Array[7])
            .Sample(
                (recipe, key, scene, numbers) =>
                {
                    var partners = new Scene(scene.Size, numbers[..scene.Count]);
                    Plan plan = recipe.Draw(key, scene.With(partners));
                    Plan alone = recipe.Draw(key, scene);
                    Plan others = recipe.Draw(key, partners);
                    for (int number = 0; number < plan.Stages.Length; number++)
                    for (int position = 0; position < scene.Count; position++)
                    {
                        Assert.Equal(alone.Stages[number].Of(position), plan.Stages[number].Of(position));
                        Assert.Equal(
                            others.Stages[number].Of(position).ToArray(),
                            plan.Stages[number]
                                .Of(scene.Count + position)
                                .ToArray()
                                .Select(stroke => stroke with { Position = stroke.Position - scene.Count })
                        );
                    }
                }
            );

    /// <summary>With draws per sample, what becomes of an image depends on it and its partner alone.</summary>
    [Fact]
    public void An_image_alone_is_drawn_as_in_its_batch() =>
        Drawn.Sample(given =>
        {
            Policy[] policies = [.. given.Recipe.Policies.Select(PerSample)];
            var recipe = new Recipe(policies);
            Scene scene = given.Scene;
            Plan plan = recipe.Draw(given.Key, scene);
            for (int position = 0; position < plan.Count; position++)
            {
                Plan alone = recipe.Draw(
                    given.Key,
                    new Scene(scene.Size, scene.Samples[position]).With(
                        new Scene(scene.Size, scene.Partners!.Samples[position])
                    )
                );
                for (int number = 0; number < plan.Stages.Length; number++)
                    Assert.Equal(
                        alone.Stages[number].Of(0).ToArray(),
                        plan.Stages[number]
                            .Of(position)
                            .ToArray()
                            .Select(stroke =>
                                stroke with
                                {
                                    Position = 0,
                                    Partner = stroke.Source == Source.Partner ? 1 : -1,
                                }
                            )
                    );
            }
        });

    private static Policy PerSample(Policy policy) =>
        policy is Choice choice
            ? new Choice(choice.Policies.Select(PerSample).ToArray())
            {
                Weights = choice.Weights,
                Probability = choice.Probability,
                Scope = Scope.Sample,
            }
            : policy with
            {
                Scope = Scope.Sample,
            };

    [Fact]
    public void Plans_with_partners_go_through_json() =>
        Drawn.Sample(given =>
        {
            Plan plan = given.Recipe.Draw(given.Key, given.Scene);
            Plan read = Plan.FromJson(plan.ToJson());
            return read.Equals(plan) && read.Partners.SequenceEqual(given.Scene.Partners!.Samples);
        });
}
