using System.CommandLine;

namespace Cutwork.Cli;

/// <summary>The options that say what is to be done, shared by the verbs that do it.</summary>
internal sealed class RecipeOptions
{
    private readonly Option<string?> recipe = new("--recipe")
    {
        Description =
            "A recipe or schedule as a JSON file. Without it, --with and --preset: a quarter of the images erased with noise, nine of ten mixed by mixup or CutMix.",
        HelpName = "FILE",
    };

    private readonly Option<string?> with = new("--with")
    {
        Description =
            "Methods with their usual parameters: a list of crop, flip, cutout, random-erasing, mixup, cutmix, or none. Mixup and CutMix together: one or the other per image.",
        HelpName = "LIST",
    };

    private readonly Option<string?> preset = new("--preset")
    {
        Description = "A published recipe by name; `cutwork presets` lists them.",
        HelpName = "NAME",
    };

    private readonly Option<ulong> seed = Numbers.Seed();

    private readonly Option<int> epoch = Numbers.From(
        "--epoch",
        0,
        0,
        "The epoch, from 0; a schedule's recipe depends on it.",
        "E"
    );

    /// <summary>Adds all of them.</summary>
    public void AddTo(Command command)
    {
        AddForAllEpochsTo(command);
        command.Add(epoch);
    }

    /// <summary>Adds those of verbs that go through all epochs by themselves.</summary>
    public void AddForAllEpochsTo(Command command)
    {
        command.Add(recipe);
        command.Add(with);
        command.Add(preset);
        command.Add(seed);
    }

    public RecipeChoice Recipe(ParseResult parsed) =>
        RecipeChoice.Of(parsed.GetValue(recipe), parsed.GetValue(with), parsed.GetValue(preset));

    public ulong Seed(ParseResult parsed) => parsed.GetValue(seed);

    public int Epoch(ParseResult parsed) => parsed.GetValue(epoch);
}
