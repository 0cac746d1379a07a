using Cutwork.Studies;

namespace Cutwork.Fuzz;

internal sealed class ResultsTarget : Target
{
    private readonly Scratch scratch = new();

    public override string Name => "results";

    public override string Promise =>
        "a study's results.jsonl of any bytes: TrainingException alone; what is read is read again, and can be summed up";

    public override IReadOnlyList<Type> Refusals { get; } = [typeof(TrainingException)];

    public override int PerMinute => 17_000;

    public override IReadOnlyList<IMutator> Mutators { get; } =
    [new JsonMutator(), new JsonMutator(), new JsonMutator(), new ByteMutator()];

    public override IEnumerable<byte[]> Seeds()
    {
        string path = scratch["made.jsonl"];
        using var results = new ResultsFile(path);
        for (ulong seed = 0; seed < 2; seed++)
            results.Add(
                new StudyRun
                {
                    Study = "effects",
                    Data = "shapes",
                    Arm = seed == 0 ? "none" : "mixup",
                    Seed = seed,
                    Recipe = Recipe.None.ToJson(),
                    Training = "convnet",
                    Machine = "a machine",
                    Versions = "0",
                    TestAccuracy = 0.5,
                    Epochs = [new StudyEpoch(1.5, 0.25, 0.5, 1.25), new StudyEpoch(1, 0.5)],
                    TrueLabelsLearned = seed == 0 ? null : 0.5,
                }
            );
        yield return File.ReadAllBytes(path);
    }

    public override void Run(byte[] input)
    {
        string path = scratch.Write("results.jsonl", input);
        using var results = new ResultsFile(path);
        int runs = results.Runs.Count;
        foreach (StudyRun run in results.Runs)
        {
            LawException.Check(results.Has(run), "a run is not found");
            LawException.Check(
                run is { Study: not null, Data: not null, Arm: not null, Recipe: not null, Training: not null },
                "a run without a name was read"
            );
            LawException.Check(!double.IsNaN(run.BestTestAccuracy), "a run's best is no number");
        }
        using var again = new ResultsFile(path);
        LawException.Check(again.Runs.Count == runs, "what is read twice has another number of runs");
    }

    public override void Dispose() => scratch.Dispose();
}
