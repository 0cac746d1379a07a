using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Modules;

public class MixingCollatorTests
{
    private static readonly Recipe Recipe = new(new RandomErasing { Probability = 0.5 }, new CutMix(1));

    private sealed class Numbers : utils.data.Dataset<LabeledImage>
    {
        public override long Count => 11;

        public override LabeledImage GetTensor(long index) =>
            new(full([3, 6, 5], index / 16f), (int)(index % 4), (int)index);
    }

    [Fact]
    public void TorchSharp_s_loader_delivers_what_the_plan_says()
    {
        using DisposeScope scope = NewDisposeScope();
        var mixing = new MixingCollator(Recipe, Palette.Unit, seed: 6, classes: 4, smoothing: 0.1) { Epoch = 3 };
        using var set = new Numbers();
        using var loader = new DataLoader<LabeledImage, MixedBatch>(set, 4, mixing.Collate, shuffle: true, seed: 1);
        var seen = new List<int>();
        foreach (MixedBatch batch in loader)
        {
            int[] samples = [.. batch.Plan.Samples];
            seen.AddRange(samples);
            Plan plan = Recipe.Draw(new Key(6, 3), new Scene(new Size(6, 5), samples));
            Assert.Equal(plan, batch.Plan);
            Tensor plain = stack(samples.Select(sample => full([3, 6, 5], sample / 16f)));
            Assert.True(plan.Painted(plain, Palette.Unit).Equals(batch.Images));
            float[] soft = new float[samples.Length * 4];
            plan.Apply([.. samples.Select(sample => sample % 4)], soft, 4, 0.1);
            Assert.Equal(soft, batch.SoftLabels.data<float>().ToArray());
        }
        Assert.Equal(Enumerable.Range(0, 11), seen.Order());
    }

    [Fact]
    public void What_cannot_be_collated_is_said()
    {
        using DisposeScope scope = NewDisposeScope();
        var mixing = new MixingCollator(Recipe, Palette.Unit, seed: 6, classes: 4);
        string Refused(params LabeledImage[] images) =>
            Assert.Throws<ArgumentException>(() => mixing.Collate(images, CPU)).Message;
        Assert.Contains("at least one", Refused());
        Assert.Contains(
            "Sample 9 is [3×5×5], and sample 2 [3×6×5]",
            Refused(new(zeros(3, 6, 5), 0, 2), new(zeros(3, 5, 5), 0, 9))
        );
        Assert.Contains("7", Refused(new(zeros(3, 6, 5), 0, 2), new(zeros(3, 6, 5), 7, 9)));
        Assert.Throws<ArgumentException>(() => new MixingCollator(new Recipe(new Flip()), Palette.Unit, 0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MixingCollator(Recipe, Palette.Unit, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MixingCollator(Recipe, Palette.Unit, 0, 4, 1.5));
    }
}
