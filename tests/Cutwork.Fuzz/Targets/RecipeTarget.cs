namespace Cutwork.Fuzz;

internal sealed class RecipeTarget : TextTarget<Recipe>
{
    public override string Name => "recipe";

    public override string Promise =>
        "Recipe.FromJson: RecipeException alone; what is read comes back equal from ToJson";

    public override IReadOnlyList<Type> Refusals { get; } = [typeof(RecipeException)];

    public override int PerMinute => 50_000;

    protected override IEnumerable<Recipe> Documents() => Presets.All.Select(preset => preset.Recipe);

    protected override Recipe Read(string text) => Recipe.FromJson(text);

    protected override string Write(Recipe document) => document.ToJson();
}
