namespace Cutwork.Fuzz;

internal sealed class ScheduleTarget : TextTarget<Schedule>
{
    public override string Name => "schedule";

    public override string Promise =>
        "Schedule.FromJson: RecipeException alone; what is read comes back equal from ToJson";

    public override IReadOnlyList<Type> Refusals { get; } = [typeof(RecipeException)];

    public override int PerMinute => 28_000;

    protected override IEnumerable<Schedule> Documents()
    {
        Recipe[] recipes = [.. Presets.All.Select(preset => preset.Recipe)];
        for (int i = 0; i + 1 < recipes.Length; i += 3)
            yield return new Schedule(
                10,
                new Phase(i % 3, recipes[i]) { Ramp = new Ramp(0, 1, 4) },
                new Phase(5, recipes[i + 1])
            )
            {
                OffForLast = i % 4,
            };
    }

    protected override Schedule Read(string text) => Schedule.FromJson(text);

    protected override string Write(Schedule document) => document.ToJson();
}
