namespace Cutwork.Fuzz;

internal sealed class PlanTarget : TextTarget<Plan>
{
    public override string Name => "plan";

    public override string Promise => "Plan.FromJson: FormatException alone; what is read comes back equal from ToJson";

    public override IReadOnlyList<Type> Refusals { get; } = [typeof(FormatException)];

    public override int PerMinute => 60_000;

    protected override IEnumerable<Plan> Documents()
    {
        foreach (Preset preset in Presets.All)
            yield return preset.Recipe.Draw(new Key(2026, epoch: 1), Scene.Range(new Size(8, 9), 100, 4));
        var scene = Scene.Range(new Size(8, 8), 0, 2).From([new Size(20, 30), new Size(9, 7)]);
        yield return new Recipe(new RandomResizedCrop(), new Flip(), new Cutout()).Draw(new Key(7), scene);
    }

    protected override Plan Read(string text) => Plan.FromJson(text);

    protected override string Write(Plan document) => document.ToJson();
}
