using Cutwork.Imaging;

namespace Cutwork.Cli.Tests;

/// <summary><c>cutwork pack --size</c>: pictures are brought to a size, and their boxes and masks with them.</summary>
public sealed class PackFitTests
{
    [Theory]
    [InlineData(null, 20, 10, 8, 6, 8, 6)]
    [InlineData("crop", 20, 10, 8, 6, 8, 6)]
    [InlineData("shorter", 20, 10, 8, 6, 12, 6)]
    [InlineData("shorter", 10, 20, 8, 6, 8, 16)]
    [InlineData("shorter", 7, 20, 8, 6, 7, 20)] // never enlarged
    [InlineData("crop", 7, 20, 8, 6, 8, 6)]
    public async Task PicturesAreBroughtToTheSize(
        string? fit,
        int height,
        int width,
        int askedHeight,
        int askedWidth,
        int expectedHeight,
        int expectedWidth
    )
    {
        using var temporary = new TemporaryFolder();
        string source = temporary.Write("one.png", Pngs.Of(height, width));
        string output = Path.Combine(temporary.Path, "out.pack");
        string[] how = fit is null ? [] : ["--fit", fit];
        (await Tool.Run(["pack", source, "--out", output, "--size", $"{askedHeight}x{askedWidth}", .. how])).Succeeds();
        using IDataSet pack = DataSets.Open(output);
        Picture found = pack.Read(0).Picture;
        Assert.Equal(new Size(expectedHeight, expectedWidth), found.Size);
        var whole = View.Whole(new Size(height, width));
        View view = fit == "crop" ? new Recipe(new CenterCrop()).DrawView(default, found.Size, 0, whole.Size) : whole;
        using IDataSet set = DataSets.Open(source);
        Assert.Equal(set.Read(0).Picture.Show(view, found.Size).Pixels, found.Pixels);
    }

    [Fact]
    public async Task BoxesAndMasksFollow()
    {
        using var temporary = new TemporaryFolder();
        string source = Path.Combine(temporary.Path, "source.pack");
        byte[] mask = new byte[8 * 16];
        for (int at = 0; at < mask.Length; at++)
            mask[at] = (byte)(at % 16 / 4); // four columns of 8x4
        using (var writer = new PackWriter(source, "set", ["one", "two"]))
        {
            writer.Add(
                new DataSample(0, "one", new Picture(new Size(8, 16), 3, new byte[8 * 16 * 3]), 1)
                {
                    Boxes =
                    [
                        new LabeledBox(new Region(0, 0, 8, 3), 0), // left of the crop
                        new LabeledBox(new Region(1, 2, 4, 6), 1), // two of its six columns are left of it
                        new LabeledBox(new Region(3, 5, 1, 1), 0), // less than a pixel
                        new LabeledBox(new Region(0, 4, 8, 8), 1), // the crop
                    ],
                    Mask = mask,
                }
            );
            writer.Complete();
        }
        (DataSample stretched, _) = await Packed(temporary, source, "--size", "4");
        Assert.Equal(
            [(0, 0, 4, 1), (1, 1, 2, 1), (1, 1, 1, 1), (0, 1, 4, 2)],
            stretched.Boxes.Select(box => (box.Region.Top, box.Region.Left, box.Region.Height, box.Region.Width))
        );
        Assert.Equal([0, 1, 2, 3], stretched.Mask![..4]);

        (DataSample cropped, ToolResult said) = await Packed(temporary, source, "--size", "4", "--fit", "crop");
        Assert.Equal(
            [(1, 0, 2, 2, 1), (1, 0, 1, 1, 0), (0, 0, 4, 4, 1)],
            cropped.Boxes.Select(box =>
                (box.Region.Top, box.Region.Left, box.Region.Height, box.Region.Width, box.Label)
            )
        );
        Assert.Equal([1, 1, 2, 2], cropped.Mask![..4]);
        Assert.Matches(@"boxes outside of the crop *│ 1, left out", said.Output);

        (DataSample shorter, _) = await Packed(temporary, source, "--size", "4", "--fit", "shorter", "--store", "png");
        Assert.Equal(new Region(0, 2, 4, 4), shorter.Boxes[3].Region);
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], shorter.Mask![..8]);
    }

    private static async Task<(DataSample Sample, ToolResult Result)> Packed(
        TemporaryFolder temporary,
        string source,
        params string[] options
    )
    {
        string output = Path.Combine(temporary.Path, "packed.pack");
        ToolResult result = (await Tool.Run(["pack", source, "--out", output, "--force", .. options])).Succeeds();
        Assert.Empty(result.Error);
        using IDataSet pack = DataSets.Open(output);
        return (pack.Read(0), result);
    }

    /// <summary>Whatever is asked for, boxes lie in their pictures and masks have their size, or the writer would refuse them.</summary>
    [Theory]
    [InlineData("stretch")]
    [InlineData("crop")]
    [InlineData("shorter")]
    public async Task ShapesKeepTheirTargetsAtAnySize(string fit)
    {
        using var temporary = new TemporaryFolder();
        string shapes = Path.Combine(temporary.Path, "shapes.pack");
        (await Tool.Run("pack", "--out", shapes, "--limit", "30", "--size", "33x47")).Succeeds();
        foreach (string size in (string[])["1", "7x3", "3x7", "33x11", "64"])
        {
            string output = Path.Combine(temporary.Path, "sized.pack");
            (await Tool.Run("pack", shapes, "--out", output, "--size", size, "--fit", fit, "--force")).Succeeds();
            using IDataSet set = DataSets.Open(output);
            Assert.Equal(30, set.Count);
            for (int index = 0; index < set.Count; index++)
                Assert.NotNull(set.Read(index).Mask);
            if (fit != "crop")
                Assert.All(Enumerable.Range(0, 30), index => Assert.NotEmpty(set.Read(index).Boxes));
        }
    }
}
