using System.Runtime.CompilerServices;

namespace Cutwork.Cli.Tests;

public sealed class UsageTests
{
    /// <summary>A program that calls the tool again and again gets its memory back.</summary>
    [Theory]
    [InlineData("presets")]
    [InlineData("describe timm")]
    [InlineData("describe nothing.json")]
    [InlineData("augment --help")]
    public void NothingOfACallIsHeldAfterIt(string command)
    {
        WeakReference held = Called(command);
        for (int tries = 0; held.IsAlive && tries < 10; tries++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(held.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Called(string command)
    {
        var terminal = new Terminal(new StringWriter(), new StringWriter());
        Task.Run(() => CommandLine.RunAsync(command.Split(' '), terminal)).GetAwaiter().GetResult();
        return new WeakReference(terminal);
    }

    [Theory]
    [InlineData("augment")]
    [InlineData("preview")]
    [InlineData("describe")]
    [InlineData("explain")]
    [InlineData("data")]
    [InlineData("data list")]
    [InlineData("data get")]
    [InlineData("pack")]
    [InlineData("presets")]
    [InlineData("bench")]
    [InlineData("train")]
    [InlineData("study")]
    [InlineData("study effects")]
    [InlineData("study corrupt-labels")]
    [InlineData("study fill-values")]
    public async Task EveryVerbHasHelpWithAnExample(string verb)
    {
        ToolResult result = (await Tool.Run([.. verb.Split(' '), "--help"])).Succeeds();

        Assert.Contains($"cutwork {verb}", result.Output);
        string examples = result.Output[result.Output.IndexOf("Example", StringComparison.Ordinal)..];
        Assert.Contains("  cutwork ", examples);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task TheToolsHelpNamesEveryVerb()
    {
        ToolResult result = (await Tool.Run("--help")).Succeeds();
        foreach (
            string verb in (string[])
                ["augment", "preview", "describe", "explain", "data", "pack", "presets", "bench", "train", "study"]
        )
            Assert.Contains($"\n  {verb}", result.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task TheVersionIsThePackages() =>
        Assert.Matches(@"^\d+\.\d+\.\d+", (await Tool.Run("--version")).Succeeds().Output);

    [Theory]
    [InlineData("", "Give a verb: augment")]
    [InlineData("augmnt", "There is no verb augmnt; did you mean augment?")]
    [InlineData("augment --ot x", "There is no option --ot; did you mean --out?")]
    [InlineData("augment --out x --limt 3", "There is no option --limt; did you mean --limit?")]
    [InlineData("augment", "--out")]
    [InlineData("pack", "--out")]
    [InlineData("train", "Give --out for a new training, or --resume")]
    [InlineData("train --out x --resume y", "Give --out for a new training, or --resume")]
    [InlineData("train --resume x --epochs 3", "--epochs can't be changed")]
    [InlineData("train photos --resume x", "SOURCE can't be changed")]
    [InlineData("train --out x --model vgg", "convnet")]
    [InlineData("train --out x --learning-rate 0", "--learning-rate: \"0\" is not a number above 0, at most 3.4")]
    [InlineData("train --out x --average 2", "--average: \"2\" is not a number above 0, at most 1.")]
    [InlineData("train --out x --with none,cutmix", "none stands alone")]
    [InlineData(
        "train --out x --device gpu",
        "--device: \"gpu\" is not cpu, cuda, cuda:1 (or another number), or mps."
    )]
    [InlineData("study effects --device cuda:", "--device: \"cuda:\" is not cpu")]
    [InlineData("study effects --quick --full", "Give only one of --quick and --full.")]
    [InlineData("pack --out x --on-error no", "skip")]
    [InlineData("pack --out x --store tiff", "files")]
    [InlineData("pack --out x --store files --size 8", "use --store jpeg or png with --size")]
    [InlineData("pack --out x --fit crop", "give a --size too")]
    [InlineData("pack --out x --size 8 --fit contain", "shorter")]
    [InlineData("pack --out x --quality 90", "use it with --store jpeg")]
    [InlineData("pack --out x --store jpeg --quality 101", "--quality: \"101\" is not a whole number from 1 to 100.")]
    [InlineData("pack --out x --size 20000", "20000×20000 is 400 megapixels; give at most 100")]
    [InlineData("augment --out x --batch 0", "--batch: \"0\" is not a whole number from 1 to 16777216.")]
    [InlineData("augment --out x --copies -1", "--copies")]
    [InlineData("augment --out x --seed me", "--seed: \"me\" is not a whole number")]
    [InlineData("augment --out x --size 0x3", "height x width")]
    [InlineData("augment --out x --encode tiff", "png")]
    [InlineData(
        "augment --out x --with cutot",
        "there is no method \"cutot\" (did you mean \"cutout\"?); known are none, crop, flip, cutout"
    )]
    [InlineData("augment --out x --with cutmix,cutmix", "once")]
    [InlineData("augment --out x --preset tim", "There is no preset \"tim\" (did you mean \"timm\"?); known are")]
    [InlineData("augment --out x --preset timm --with mixup", "only one of --recipe, --with and --preset")]
    [InlineData("data get cifar11", "cifar10")]
    public async Task WrongUsageExitsWith2AndSaysWhatIsNeeded(string line, string said) =>
        (await Tool.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Fails(2, said);

    [Fact]
    public async Task ADefectIsOneLine()
    {
        // A writer that fails stands in for any defect: nothing but a sentence may reach the user.
        var error = new StringWriter();
        int code = await CommandLine.RunAsync(["presets"], new Terminal(new BrokenWriter(), error));
        Assert.Equal(1, code);
        Assert.Single(error.ToString().TrimEnd().Split('\n'));
        Assert.StartsWith("error: ", error.ToString());
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void Write(char value) => throw new InvalidOperationException("broken\non purpose");

        public override void Write(string? value) => throw new InvalidOperationException("broken\non purpose");
    }
}
