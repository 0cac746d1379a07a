using Cutwork.Imaging;

namespace Cutwork.Cli.Tests;

public sealed class PreviewTests
{
    [Theory]
    [InlineData("--preset", "timm-elem")]
    [InlineData("--with", "cutout")]
    [InlineData("--with", "cutmix")]
    [InlineData("--count", "1")]
    public async Task ASheetIsDrawnThatIsTheSameAgain(string option, string value)
    {
        using var temporary = new TemporaryFolder();
        string sheet = Path.Combine(temporary.Path, "sheet.png");
        string[] args = ["preview", "shapes", "--out", sheet, option, value];
        Assert.Contains("written to", (await Tool.Run(args)).Succeeds().Output);
        byte[] first = File.ReadAllBytes(sheet);
        Assert.True(PictureCodec.Read(sheet).Size.Width > 400);

        (await Tool.Run(args)).Fails(1, "sheet.png", "--overwrite");
        (await Tool.Run([.. args, "--overwrite"])).Succeeds();
        Assert.Equal(first, File.ReadAllBytes(sheet));
        Assert.Equal([sheet], Directory.GetFileSystemEntries(temporary.Path));
    }

    [Fact]
    public async Task ItShowsWhatAugmentWrites()
    {
        using var temporary = new TemporaryFolder();
        string source = Pngs.TwoClasses(temporary);
        string sheet = Path.Combine(temporary.Path, "sheet.png");
        string output = Path.Combine(temporary.Path, "out");
        (await Tool.Run("preview", source, "--out", sheet, "--seed", "4")).Succeeds();
        (await Tool.Run("augment", source, "--out", output, "--seed", "4")).Succeeds();
        Assert.Equal(File.ReadAllBytes(Path.Combine(output, "contact-sheet.png")), File.ReadAllBytes(sheet));
    }

    [Fact]
    public async Task ARecipeThatDoesNothingIsShownAsSuch()
    {
        using var temporary = new TemporaryFolder();
        string recipe = temporary.Write("none.json", """{"policies": []}""");
        string sheet = Path.Combine(temporary.Path, "sheet.png");
        (await Tool.Run("preview", "--out", sheet, "--recipe", recipe)).Succeeds();
        string never = temporary.Write("never.json", """{"policies": [{"policy": "cutout", "probability": 0}]}""");
        (await Tool.Run("preview", "--out", sheet, "--recipe", never, "--overwrite")).Fails(1, "nothing was drawn");
    }

    [Fact]
    public async Task PlacesThatCanNotBeWrittenAreNamed()
    {
        using var temporary = new TemporaryFolder();
        (await Tool.Run("preview", "--out", temporary.Path)).Fails(1, temporary.Path, "this is a folder");
        string deep = Path.Combine(temporary.Path, "no", "sheet.png");
        (await Tool.Run("preview", "--out", deep)).Fails(1, deep, "there is no folder");
    }
}
