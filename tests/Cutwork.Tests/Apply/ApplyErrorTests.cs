namespace Cutwork.Tests.Apply;

/// <summary>Misuse is refused before anything is written, and the message says how to get there.</summary>
public class ApplyErrorTests
{
    private static readonly Size Size = new(4, 6);
    private static readonly Plan Plan = new Recipe(new Cutout(), new Mixup()).Draw(new Key(1), Scene.Range(Size, 0, 2));
    private static readonly Layout Rgb = Layout.Planar(Size, 3);

    private static string Refusal(Action apply) => Assert.ThrowsAny<ArgumentException>(apply).Message;

    [Fact]
    public void Height_and_width_exchanged_are_noticed() =>
        Assert.Contains(
            "exchanged",
            Refusal(() =>
                Plan.Apply(new ImageBatch<byte>(new byte[200], Layout.Planar(new Size(6, 4), 3), 2), Palette.Bytes)
            )
        );

    [Fact]
    public void Another_count_is_refused() =>
        Assert.Contains(
            "2 images",
            Refusal(() => Plan.Apply(new ImageBatch<byte>(new byte[300], Rgb, 3), Palette.Bytes))
        );

    [Fact]
    public void Overlapping_source_and_destination_are_refused()
    {
        byte[] memory = new byte[200];

        Assert.Contains(
            "overlap",
            Refusal(() =>
                Plan.Apply(
                    new ReadOnlyImageBatch<byte>(memory, Rgb, 2),
                    new ImageBatch<byte>(memory.AsSpan(50), Rgb, 2),
                    Palette.Bytes
                )
            )
        );
        Assert.All(memory, value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_palette_for_other_elements_or_channels_is_refused()
    {
        Assert.Contains(
            "Palette.Bytes",
            Refusal(() => Plan.Apply(new ImageBatch<byte>(new byte[200], Rgb, 2), Palette.ImageNet))
        );
        Assert.Contains(
            "Palette.Unit",
            Refusal(() => Plan.Apply(new ImageBatch<float>(new float[200], Rgb, 2), Palette.Bytes))
        );
        Assert.Contains(
            "ToGray",
            Refusal(() => Plan.Apply(new ImageBatch<byte>(new byte[200], Layout.Planar(Size, 1), 2), Palette.Bytes))
        );
        Assert.Throws<ArgumentNullException>(() => Plan.Apply(new ImageBatch<byte>(new byte[200], Rgb, 2), null!));
    }

    [Fact]
    public void Palettes_are_in_unit_floats()
    {
        Assert.Contains("255", Refusal(() => Palette.Normalized([125.3f], [63])));
        Assert.Contains("255", Refusal(() => Palette.Normalized([0.5f], [0])));
        Assert.Contains("one mean", Refusal(() => Palette.Normalized([0.5f, 0.5f], [0.2f])));
    }

    [Fact]
    public void Unequal_channels_are_refused() =>
        Assert.Contains(
            "channels",
            Refusal(() =>
                Plan.Apply(
                    new ReadOnlyImageBatch<float>(new float[200], Layout.Planar(Size, 1), 2),
                    new ImageBatch<float>(new float[200], Rgb, 2),
                    Palette.UnitOf([0.5f], [0.2f])
                )
            )
        );

    [Fact]
    public void A_constant_with_too_few_values_is_refused()
    {
        Plan plan = new Recipe(new Cutout { Paint = Paint.Raw(1, 2) }).Draw(new Key(1), Scene.Range(Size, 0, 2));

        Assert.Contains(
            "2 values",
            Refusal(() => plan.Apply(new ImageBatch<byte>(new byte[200], Rgb, 2), Palette.Bytes))
        );
    }

    [Fact]
    public void A_label_that_is_no_class_is_named()
    {
        string message = Refusal(() => Plan.Apply([0, 3], new float[6], 3));

        Assert.Contains("Image 1", message);
        Assert.Contains("label 3", message);
        Assert.Contains("0 to 2", message);
        Assert.Contains("labels start at 0", Refusal(() => Plan.Apply([0, -1], new int[2], new int[2], new float[2])));
    }

    [Fact]
    public void Label_lengths_are_checked()
    {
        Assert.Contains("labels need 2", Refusal(() => Plan.Apply([0], new float[6], 3)));
        Assert.Contains("need 6", Refusal(() => Plan.Apply([0, 1], new float[5], 3)));
        Assert.Contains("need 8", Refusal(() => Plan.ApplyToVectors(new float[7], 4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Plan.Apply([0, 0], new float[6], 3, smoothing: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Plan.LabelWeights(2));
    }

    [Fact]
    public void A_class_list_of_one_works()
    {
        float[] soft = new float[2];
        Plan.Apply([0, 0], soft, 1, smoothing: 0.1);

        Assert.All(soft, weight => Assert.Equal(1, weight, 1e-6f));
    }
}
