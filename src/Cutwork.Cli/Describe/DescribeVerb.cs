using System.CommandLine;
using System.Globalization;

namespace Cutwork.Cli;

/// <summary><c>cutwork describe</c>: a recipe in English, with what is to be expected of it.</summary>
internal static class DescribeVerb
{
    private static readonly Size DefaultSize = new(224, 224);

    public static Command Create(Terminal terminal)
    {
        var command = new Verb(
            "describe",
            "Say in English what a recipe does, and what to expect of it: figures from 20,000 images drawn in batches of 64.",
            "cutwork describe timm",
            "cutwork describe recipe.json --size 32",
            "cutwork describe timm --json > recipe.json"
        );
        Argument<string> recipe = new("RECIPE")
        {
            Description = "A recipe or schedule as a JSON file, or a preset's name.",
        };
        Option<Size?> size = Numbers.SizeOption("Height x width of the images; default: 224x224.");
        Option<int> epoch = Numbers.From("--epoch", 0, 0, "Of a schedule: the epoch whose figures are shown.", "E");
        Option<bool> json = new("--json") { Description = "Print the recipe as JSON, to be saved and changed." };
        command.Add(recipe);
        command.Add(json);
        command.Add(size);
        command.Add(epoch);
        command.SetAction(parsed =>
        {
            RecipeChoice choice = RecipeChoice.FromFileOrPreset(parsed.GetRequiredValue(recipe));
            if (parsed.GetValue(json))
            {
                terminal.Output.WriteLine(choice.ToJson());
                return Failure.Done;
            }
            Size drawn = parsed.GetValue(size) ?? DefaultSize;
            int at = parsed.GetValue(epoch);
            terminal.Output.WriteLine(choice.ToString());
            terminal.Output.WriteLine();
            string when = choice.Schedule is null ? "" : $" in epoch {at}";
            terminal.Output.WriteLine($"To expect on images of {drawn}{when}:");
            foreach ((string name, string value) in Figures(choice.At(at).Expect(drawn)))
                terminal.Output.WriteLine($"  {name, -24} {value}");
            return Failure.Done;
        });
        return command;
    }

    private static IEnumerable<(string Name, string Value)> Figures(PlanFigures figures)
    {
        yield return ("mean erased share", Share(figures.MeanErased));
        yield return ("mean pasted share", Share(figures.MeanPasted));
        yield return ("mean blended share", Share(figures.MeanBlended));
        yield return ("mean λ", figures.MeanLambda.ToString("0.000", CultureInfo.InvariantCulture));
        yield return ("unmixed images", Share(figures.UnmixedShare));
        yield return ("untouched images", Share(figures.UntouchedShare));
    }

    private static string Share(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%";
}
