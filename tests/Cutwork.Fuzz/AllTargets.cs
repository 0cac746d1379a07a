namespace Cutwork.Fuzz;

/// <summary>Everything that reads what others wrote.</summary>
internal static class AllTargets
{
    public static IEnumerable<Target> Make() =>
        [
            new JpegTarget(),
            new PictureTarget(),
            new ExifTarget(),
            new PlanTarget(),
            new RecipeTarget(),
            new ScheduleTarget(),
            new TarTarget(),
            new GzipTarTarget(),
            new PackTarget(),
            new IdxTarget(),
            new CifarTarget(),
            new ClassesTarget(),
            new ToolTarget("labels.jsonl", "labels", "explain"),
            new ToolTarget("summary.json", "summary", "explain"),
            new ToolTarget("plan.jsonl", "planned", "explain"),
            new ToolTarget("recipe.json", "described", "describe"),
            new SettingsTarget(),
            new TrainingLogTarget(),
            new ResultsTarget(),
            new CheckpointTarget(),
        ];
}
