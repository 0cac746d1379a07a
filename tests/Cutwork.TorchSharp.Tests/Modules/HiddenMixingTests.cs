using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Modules;

/// <summary>Hidden states are mixed as images are, by a plan of their own size.</summary>
public class HiddenMixingTests
{
    private static readonly int[] Samples = [5, 1, 9, 12, 7];

    private static MixedLayer Convolution(out nn.Module<Tensor, Tensor> inner)
    {
        inner = nn.Conv2d(3, 4, 3, padding: 1);
        return new MixedLayer(inner);
    }

    [Fact]
    public void The_output_is_mixed_once_in_training_by_the_plan_that_it_tells()
    {
        using DisposeScope scope = NewDisposeScope();
        using MixedLayer mixed = Convolution(out nn.Module<Tensor, Tensor> inner);
        Tensor images = rand(5, 3, 6, 8);
        Tensor plain = inner.call(images);
        var recipe = new Recipe(new CutMix(1));
        mixed.Mix(recipe, new Key(3, 1), Samples);
        Tensor output = mixed.call(images);

        Assert.Equal(recipe.Draw(new Key(3, 1), new Scene(new Size(6, 8), Samples)), mixed.Plan);
        Assert.True(Functional.Apply(mixed.Plan!, plain, Palette.UnitOf([0], [1])).allclose(output, 0, 1e-6));
        Assert.False(plain.allclose(output));
        Assert.True(plain.allclose(mixed.call(images))); // asked for once
        Assert.Null(mixed.Plan);

        mixed.Mix(recipe, new Key(3, 1), Samples);
        mixed.eval();
        Assert.True(plain.allclose(mixed.call(images)));
        Assert.Null(mixed.Plan);
        Assert.Equal(inner.parameters().Count(), mixed.parameters().Count());
    }

    [Fact]
    public void Vectors_and_sequences_are_blended_and_gradients_reach_both()
    {
        using DisposeScope scope = NewDisposeScope();
        var blend = new Recipe(new Mixup(1) { Partner = PartnerRule.Roll });
        foreach (
            long[] shape in (long[][])
                [
                    [5, 6],
                    [5, 4, 6],
                ]
        )
        {
            using var mixed = new MixedLayer(nn.Identity());
            Tensor input = rand(shape, requires_grad: true);
            mixed.Mix(blend, new Key(8), Samples);
            Tensor output = mixed.call(input);
            Assert.Equal(shape, output.shape);
            for (int place = 0; place < 5; place++)
            {
                Tensor expected = zeros(shape[1..]);
                foreach ((int from, double weight) in mixed.Plan!.LabelWeights(place))
                    expected += input.detach()[from] * weight;
                Assert.True(expected.allclose(output.detach()[place], 1e-5, 1e-6));
            }
            output[0].sum().backward();
            foreach ((int from, double weight) in mixed.Plan!.LabelWeights(0))
                Assert.Equal(weight, input.grad![from].flatten()[0].item<float>(), 1e-6);
        }
    }

    [Fact]
    public void Each_layer_is_chosen_alike_and_only_it_mixes()
    {
        using DisposeScope scope = NewDisposeScope();
        using var first = new MixedLayer(nn.Identity());
        using var second = new MixedLayer(nn.Linear(6, 6));
        using var third = new MixedLayer(nn.Identity());
        MixedLayer[] layers = [first, second, third];
        using var model = nn.Sequential(("a", first), ("b", second), ("c", third));
        var mixing = new HiddenMixing(new Recipe(new Mixup(1)), layers);
        Tensor input = rand(5, 6);
        int[] chosen = new int[3];
        for (int sample = 0; sample < 600; sample++)
        {
            int number = mixing.Mix(new Key(2), [sample, 1001, 1002, 1003, 1004]);
            chosen[number]++;
            if (sample >= 12)
                continue;
            model.call(input);
            Assert.Equal([number], Enumerable.Range(0, 3).Where(layer => layers[layer].Plan is not null));
            Assert.Same(layers[number].Plan, mixing.Plan);
        }
        // Binomial(600, 1/3) has a standard deviation of 11.5.
        Assert.All(chosen, count => Assert.InRange(count, 131, 269));
        Assert.Equal(
            mixing.Mix(new Key(2), [77, 1001, 1002, 1003, 1004]),
            mixing.Mix(new Key(2), [77, 1001, 1002, 1003, 1004])
        );
    }

    [Fact]
    public void What_cannot_be_mixed_is_said()
    {
        using DisposeScope scope = NewDisposeScope();
        using var mixed = new MixedLayer(nn.Identity());
        Assert.Contains(
            "does not mix",
            Assert
                .Throws<ArgumentException>(() => mixed.Mix(new Recipe(new Cutout(Length.Pixels(2))), default, Samples))
                .Message
        );
        mixed.Mix(new Recipe(new Mixup(1)), new Key(0), Samples);
        Assert.Contains("5 samples", Assert.Throws<ArgumentException>(() => mixed.call(rand(4, 6))).Message);
        mixed.Mix(new Recipe(new CutMix(1)), new Key(0), Samples);
        Assert.Contains("[5×6]", Assert.Throws<ArgumentException>(() => mixed.call(rand(5, 6))).Message);
        Assert.Throws<ArgumentException>(() => new HiddenMixing(Recipe.None));
        Assert.Throws<ArgumentException>(() => new HiddenMixing(Recipe.None, mixed, mixed));
    }
}
