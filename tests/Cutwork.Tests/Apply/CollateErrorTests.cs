namespace Cutwork.Tests.Apply;

/// <summary>Misuse of Collate is refused before anything is written, and the message says what is wrong with which source.</summary>
public class CollateErrorTests
{
    private const int Count = 3;
    private const int FirstSample = 70;

    private static readonly Size Size = new(4, 6);
    private static readonly Layout Rgb = Layout.Planar(Size, 3);
    private static readonly int Elements = Count * Rgb.Elements;
    private static readonly Plan Plan = new Recipe(new Cutout(), new Mixup()).Draw(
        new Key(1),
        Scene.Range(Size, FirstSample, Count)
    );

    private static SourceImage[] Images(Layout? layout = null) =>
        [.. Enumerable.Range(0, Count).Select(_ => new SourceImage(new byte[200], layout ?? Rgb))];

    private static string Refusal(Action collate) => Assert.ThrowsAny<ArgumentException>(collate).Message;

    [Fact]
    public void Another_count_is_refused_everywhere()
    {
        Assert.Contains("3 images, but the list of sources has 2", RefusalOf(Images()[..2]));
        Assert.Contains(
            "3 images, but the source has 2",
            Refusal(() =>
                Plan.Collate(new ReadOnlyImageBatch<byte>(new byte[200], Rgb, 2), Floats(out _), Palette.Unit)
            )
        );
        Assert.Contains(
            "3 images, but the destination has 2",
            Refusal(() => Plan.Collate(Images(), new ImageBatch<float>(new float[Elements], Rgb, 2), Palette.Unit))
        );
    }

    [Fact]
    public void Height_and_width_exchanged_are_noticed()
    {
        var exchanged = Layout.Planar(new Size(6, 4), 3);

        Assert.Contains(
            "exchanged",
            Refusal(() =>
                Plan.Collate(Images(), new ImageBatch<float>(new float[Elements], exchanged, Count), Palette.Unit)
            )
        );
        Assert.Contains(
            "exchanged",
            Refusal(() =>
                Plan.Collate(
                    new ReadOnlyImageBatch<byte>(new byte[Elements], exchanged, Count),
                    Floats(out _),
                    Palette.Unit
                )
            )
        );
    }

    [Fact]
    public void Channels_are_the_batch_s_or_one()
    {
        SourceImage[] images = Images();
        images[1] = new(new byte[200], Layout.Planar(Size, 2));
        string message = RefusalOf(images);

        Assert.Contains("Source 1 (sample 71)", message);
        Assert.Contains("has 2 channels, the destination 3", message);
        Assert.Contains(
            "The source has 2 channels, the destination 3",
            Refusal(() =>
                Plan.Collate(
                    new ReadOnlyImageBatch<byte>(new byte[Elements], Layout.Planar(Size, 2), Count),
                    Floats(out _),
                    Palette.Unit
                )
            )
        );
        Plan.Collate(Images(Layout.Planar(Size, 1)), Floats(out _), Palette.Unit);
        Plan.Collate(
            new ReadOnlyImageBatch<byte>(new byte[Elements], Layout.Planar(Size, 1), Count),
            Floats(out _),
            Palette.Unit
        );
    }

    [Fact]
    public void An_empty_source_is_named()
    {
        SourceImage[] images = Images();
        images[2] = default;

        Assert.Contains("Source 2 (sample 72) is empty", RefusalOf(images));
    }

    [Fact]
    public void A_source_shorter_than_its_layout_is_refused() =>
        Assert.Contains("holds 71", Refusal(() => new SourceImage(new byte[71], Rgb)));

    [Fact]
    public void A_palette_for_other_elements_or_channels_is_refused()
    {
        Assert.Contains("Palette.Unit", Refusal(() => Plan.Collate(Images(), Floats(out _), Palette.Bytes)));
        Assert.Contains("Palette.Unit", Refusal(() => Plan.Collate(Images(), Brains(out _), Palette.Bytes)));
        Assert.Contains("Palette.Bytes", Refusal(() => Plan.Collate(Images(), Bytes(out _), Palette.ImageNet)));
        Assert.Contains("Palette.Bytes", Refusal(() => Plan.Collate(Images(), Bytes(out _), Palette.Unit)));
        Assert.Contains(
            "Palette.Unit",
            Refusal(() =>
                Plan.Collate(new ReadOnlyImageBatch<byte>(new byte[Elements], Rgb, Count), Floats(out _), Palette.Bytes)
            )
        );
        Assert.Contains(
            "2 channels",
            Refusal(() => Plan.Collate(Images(), Floats(out _), Palette.UnitOf([0.5f, 0.5f], [0.2f, 0.2f])))
        );
        Assert.Throws<ArgumentNullException>(() => Plan.Collate(Images(), Floats(out _), null!));
    }

    [Fact]
    public void A_source_that_overlaps_the_destination_is_named()
    {
        Bytes(out byte[] bytes);
        Floats(out float[] floats);
        Brains(out BFloat16[] brains);
        SourceImage[] images = Images();
        images[1] = new(bytes.AsMemory(Elements - Rgb.Elements), Rgb);
        Assert.Contains(
            "Source 1 (sample 71) and the destination overlap",
            Refusal(() => Plan.Collate(images, new ImageBatch<byte>(bytes, Rgb, Count), Palette.Bytes))
        );
        Assert.All(bytes, value => Assert.Equal(7, value));

        images[1] = new(new BytesOf<float>(floats).Memory[(4 * Elements - Rgb.Elements)..], Rgb);
        Assert.Contains(
            "Source 1 (sample 71) and the destination overlap",
            Refusal(() => Plan.Collate(images, new ImageBatch<float>(floats, Rgb, Count), Palette.Unit))
        );
        Assert.All(floats, value => Assert.Equal(7, value));

        images[1] = Images()[1];
        images[2] = new(new BytesOf<BFloat16>(brains).Memory, Rgb);
        Assert.Contains(
            "Source 2 (sample 72) and the destination overlap",
            Refusal(() => Plan.Collate(images, new ImageBatch<BFloat16>(brains, Rgb, Count), Palette.Unit))
        );
        Assert.All(brains, value => Assert.Equal(7f, value));
    }

    [Fact]
    public void A_batch_that_overlaps_the_destination_is_refused()
    {
        Floats(out float[] floats);
        Brains(out BFloat16[] brains);
        Assert.Contains(
            "overlap",
            Refusal(() =>
                Plan.Collate(
                    new ReadOnlyImageBatch<byte>(new BytesOf<float>(floats).GetSpan()[Elements..], Rgb, Count),
                    new ImageBatch<float>(floats, Rgb, Count),
                    Palette.Unit
                )
            )
        );
        Assert.Contains(
            "overlap",
            Refusal(() =>
                Plan.Collate(
                    new ReadOnlyImageBatch<byte>(new BytesOf<BFloat16>(brains).GetSpan(), Rgb, Count),
                    new ImageBatch<BFloat16>(brains, Rgb, Count),
                    Palette.Unit
                )
            )
        );
        Assert.All(floats, value => Assert.Equal(7, value));
        Assert.All(brains, value => Assert.Equal(7f, value));
    }

    [Fact]
    public void One_image_painted_out_of_place_overlaps_neither()
    {
        float[] memory = new float[2 * Elements];

        Assert.Contains(
            "overlap",
            Refusal(() =>
                Plan.ApplyOne(
                    1,
                    new ReadOnlyImageBatch<float>(memory, Rgb, Count),
                    new ImageView<float>(memory.AsSpan(Elements - 1), Rgb),
                    Palette.Unit
                )
            )
        );
        Plan.ApplyOne(
            1,
            new ReadOnlyImageBatch<float>(memory, Rgb, Count),
            new ImageView<float>(memory.AsSpan(Elements), Rgb),
            Palette.Unit
        );
    }

    [Fact]
    public void Labels_that_do_not_fit_leave_the_pixels_untouched()
    {
        int[] labels = [0, 1, 9];
        float[] soft = new float[Count * 4];
        Floats(out float[] memory);
        Assert.Contains(
            "Image 2 of the batch (sample 72) has label 9",
            Refusal(() =>
                Plan.Collate(
                    Images(),
                    new ImageBatch<float>(memory, Rgb, Count),
                    Palette.Unit,
                    Targets.Soft(labels, soft, 4)
                )
            )
        );
        Assert.All(memory, value => Assert.Equal(7, value));
        Assert.All(soft, value => Assert.Equal(0, value));

        Assert.Contains(
            "need 12",
            Refusal(() =>
                Plan.Collate(
                    Images(),
                    new ImageBatch<float>(memory, Rgb, Count),
                    Palette.Unit,
                    Targets.Vectors(new float[11], 4)
                )
            )
        );
        Assert.All(memory, value => Assert.Equal(7, value));
    }

    [Fact]
    public void Options_refuse_what_they_can_not_be()
    {
        foreach (int threads in (int[])[0, -2, int.MinValue])
            Assert.Contains(
                "at least 1",
                Assert
                    .Throws<ArgumentOutOfRangeException>(() => new ApplyOptions { MaxDegreeOfParallelism = threads })
                    .Message
            );
        Assert.Contains("one color", Refusal(() => new ApplyOptions { Padding = Paint.NormalNoise }));
        Assert.Contains("one color", Refusal(() => new ApplyOptions { Padding = Paint.NormalColor }));
        Assert.Throws<ArgumentNullException>(() => new ApplyOptions { Padding = null! });
        Assert.Equal(-1, new ApplyOptions { MaxDegreeOfParallelism = -1 }.MaxDegreeOfParallelism);
    }

    private static string RefusalOf(SourceImage[] images) =>
        Refusal(() => Plan.Collate(images, Floats(out _), Palette.Unit));

    private static ImageBatch<float> Floats(out float[] memory)
    {
        memory = new float[Elements];
        memory.AsSpan().Fill(7);
        return new(memory, Rgb, Count);
    }

    private static ImageBatch<BFloat16> Brains(out BFloat16[] memory)
    {
        memory = new BFloat16[Elements];
        memory.AsSpan().Fill((BFloat16)7);
        return new(memory, Rgb, Count);
    }

    private static ImageBatch<byte> Bytes(out byte[] memory)
    {
        memory = new byte[Elements];
        memory.AsSpan().Fill(7);
        return new(memory, Rgb, Count);
    }
}
