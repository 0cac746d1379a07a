using System.Text.Json;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>What the user asked to be done: one recipe, or a schedule with a recipe per epoch.</summary>
internal sealed class RecipeChoice
{
    private const int LongestFile = 1 << 20;

    private const string Nothing = "none";

    private static readonly string[] Methods = [Nothing, "crop", "flip", "cutout", "random-erasing", "mixup", "cutmix"];

    private readonly Recipe? recipe;
    private readonly Schedule? schedule;

    private RecipeChoice(Recipe recipe) => this.recipe = recipe;

    private RecipeChoice(Schedule schedule) => this.schedule = schedule;

    /// <summary>All kinds of strokes: a quarter of the images erased, nine of ten mixed in one way or the other.</summary>
    public static RecipeChoice Default { get; } =
        new(
            new Recipe(
                new RandomErasing { Probability = 0.25, Paint = Paint.UniformNoise },
                Either(new Mixup(0.8), new CutMix(1)) with
                {
                    Probability = 0.9,
                }
            )
        );

    public Schedule? Schedule => schedule;

    public Recipe At(int epoch) => schedule?.At(epoch) ?? recipe!;

    public string ToJson() => schedule?.ToJson() ?? recipe!.ToJson();

    public override string ToString() => schedule?.ToString() ?? recipe!.ToString();

    /// <summary>The one of the three that was given, or the default.</summary>
    public static RecipeChoice Of(string? file, string? with, string? preset)
    {
        string?[] given = [file, with, preset];
        if (given.Count(choice => choice is not null) > 1)
            throw Failure.Usage("Give only one of --recipe, --with and --preset.");
        return file is not null ? FromFile(file)
            : with is not null ? new RecipeChoice(FromMethods(with))
            : preset is not null ? FromPreset(preset)
            : Default;
    }

    /// <summary>A file where there is one of that name, else a preset.</summary>
    public static RecipeChoice FromFileOrPreset(string name) =>
        File.Exists(name) ? FromFile(name)
        : Presets.Find(name) is { } preset ? new RecipeChoice(preset.Recipe)
        : throw new Failure(
            $"{SafeName.Show(name)}: there is no such recipe file, and no preset of that name{HintAt(name)}. `cutwork presets` lists the presets."
        );

    public static RecipeChoice FromFile(string path)
    {
        if (Directory.Exists(path))
            throw new Failure($"{SafeName.Show(path)}: this is a folder; a recipe is a JSON file.");
        if (!File.Exists(path))
            throw new Failure(
                $"{SafeName.Show(path)}: there is no such recipe file. `cutwork describe timm --json` prints one to begin with; `cutwork presets` lists more."
            );
        try
        {
            using FileStream file = File.OpenRead(path);
            return Read(file, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Failure($"{SafeName.Show(path)}: the recipe can't be read. {error.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>The recipe or schedule of an open file, which may be a pipe.</summary>
    public static RecipeChoice Read(Stream stream, string path)
    {
        string json = RecordFolder.ReadText(stream, path, LongestFile);
        try
        {
            return IsSchedule(json)
                ? new RecipeChoice(Cutwork.Schedule.FromJson(json))
                : new RecipeChoice(Recipe.FromJson(json));
        }
        catch (RecipeException error)
        {
            throw new Failure($"{SafeName.Show(path)}: {error.Message}");
        }
    }

    private static RecipeChoice FromPreset(string name) =>
        Presets.Find(name) is { } preset
            ? new RecipeChoice(preset.Recipe)
            : throw Failure.Usage(
                $"There is no preset \"{SafeName.Show(name)}\"{HintAt(name)}; known are {string.Join(", ", Presets.All.Select(preset => preset.Name))}."
            );

    private static string HintAt(string name) => Nearest.Hint(name, Presets.All.Select(preset => preset.Name));

    private static Recipe FromMethods(string list)
    {
        string[] names = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (string name in names)
            if (!Methods.Contains(name))
                throw Failure.Usage(
                    $"--with: there is no method \"{SafeName.Show(name)}\"{Nearest.Hint(name, Methods)}; known are {string.Join(", ", Methods)}."
                );
        if (names.Length == 0 || names.Distinct().Count() != names.Length)
            throw Failure.Usage("--with: name each method once, as in --with random-erasing,cutmix.");
        if (names.Contains(Nothing) && names.Length > 1)
            throw Failure.Usage($"--with: {Nothing} stands alone, or not at all.");
        var policies = new List<Policy>();
        if (names.Contains("crop"))
            policies.Add(new PadCrop(Length.Fraction(0.125))); // 4 pixels of 32
        if (names.Contains("flip"))
            policies.Add(new Flip());
        foreach (string name in names)
            if (name == "cutout")
                policies.Add(new Cutout(Length.Fraction(0.5)));
            else if (name == "random-erasing")
                policies.Add(new RandomErasing { Paint = Paint.UniformNoise });
        bool mixup = names.Contains("mixup");
        bool cutMix = names.Contains("cutmix");
        if (mixup && cutMix)
            policies.Add(Either(new Mixup(0.8), new CutMix(1)));
        else if (mixup)
            policies.Add(new Mixup(0.8) { Scope = Scope.Sample });
        else if (cutMix)
            policies.Add(new CutMix(1) { Scope = Scope.Sample });
        return new Recipe([.. policies]);
    }

    private static Choice Either(Mixup mixup, CutMix cutMix) =>
        new(mixup with { Scope = Scope.Sample }, cutMix with { Scope = Scope.Sample }) { Scope = Scope.Sample };

    // Anything that is not JSON is left to the recipe's reader, whose errors say where.
    private static bool IsSchedule(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                json,
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("phases", out _);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
