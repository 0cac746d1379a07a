namespace Cutwork.Tests.Apply;

/// <summary>Plans with views: windows are set by the plan, and nothing leaves a view out silently.</summary>
public class ViewApplyTests
{
    private static readonly Size Size = new(12, 10);
    private static readonly Size SourceSize = new(14, 13);

    private static Plan Drawn(params ReadOnlySpan<Policy> policies) =>
        new Recipe(policies).Draw(new Key(3), Scene.Range(Size, 0, 6).From([.. Enumerable.Repeat(SourceSize, 6)]));

    private static SourceImage[] Sources(Plan plan, bool windows)
    {
        var layout = Layout.Interleaved(SourceSize, 3);
        return
        [
            .. Enumerable
                .Range(0, plan.Count)
                .Select(i => new SourceImage(
                    Laws.Generate.Bytes((ulong)i, layout.Extent),
                    layout,
                    windows
                        ? new Window(plan.Views[i].Crop.Top, plan.Views[i].Crop.Left, plan.Views[i].Mirror)
                        : default
                )),
        ];
    }

    private static float[] Painted(Plan plan, SourceImage[] sources)
    {
        float[] painted = new float[Size.Area * 3 * plan.Count];
        plan.Collate(sources, new ImageBatch<float>(painted, Layout.Planar(Size, 3), plan.Count), Palette.ImageNet);
        return painted;
    }

    [Fact]
    public void Views_of_the_batch_s_size_are_windows()
    {
        Plan plan = Drawn(
            new PadCrop(Length.Pixels(3)),
            new Flip(),
            new CutMix(1),
            new RandomErasing { Probability = 1 }
        );
        Assert.Contains(plan.Views, view => view.Mirror == Mirror.Horizontal);
        Assert.Contains(plan.Views, view => !view.Crop.FitsIn(SourceSize));
        Assert.Equal(
            Painted(plan.AsShown(), Sources(plan, windows: true)),
            Painted(plan, Sources(plan, windows: false))
        );
    }

    [Fact]
    public void What_would_have_to_be_resampled_is_named()
    {
        Plan plan = Drawn(new RandomResizedCrop());
        ArgumentException error = Assert.Throws<ArgumentException>(() => Painted(plan, Sources(plan, windows: false)));
        Assert.Contains("has to be resampled to 12×10", error.Message);
        Assert.Contains("AsShown", error.Message);
    }

    [Fact]
    public void A_source_of_another_size_is_refused()
    {
        Plan plan = new Recipe(new Flip()).Draw(new Key(3), Scene.Range(Size, 0, 6));
        ArgumentException error = Assert.Throws<ArgumentException>(() => Painted(plan, Sources(plan, windows: false)));
        Assert.Contains("the plan was drawn for a source of 12×10", error.Message);
    }

    [Fact]
    public void Batches_without_sources_are_refused()
    {
        Plan plan = Drawn(new Flip());
        byte[] pixels = new byte[Size.Area * 3 * plan.Count];
        byte[] other = new byte[pixels.Length];
        Layout layout = Layout.Planar(Size, 3);
        Assert.Contains(
            "Plan.Views",
            Assert
                .Throws<ArgumentException>(() =>
                    plan.Apply(new ImageBatch<byte>(pixels, layout, plan.Count), Palette.Bytes)
                )
                .Message
        );
        Assert.Throws<ArgumentException>(() =>
            plan.Apply(
                new ReadOnlyImageBatch<byte>(pixels, layout, plan.Count),
                new ImageBatch<byte>(other, layout, plan.Count),
                Palette.Bytes
            )
        );
        Assert.Throws<ArgumentException>(() =>
            plan.ApplyOne(
                0,
                new ReadOnlyImageBatch<byte>(pixels, layout, plan.Count),
                new ImageView<byte>(other.AsSpan(0, layout.Extent), layout),
                Palette.Bytes
            )
        );
        Assert.Throws<ArgumentException>(() =>
            plan.Collate(
                new ReadOnlyImageBatch<byte>(pixels, layout, plan.Count),
                new ImageBatch<float>(new float[pixels.Length], layout, plan.Count),
                Palette.ImageNet
            )
        );
    }
}
