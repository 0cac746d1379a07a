using Cutwork.Imaging;

namespace Cutwork.Studies.Tests.Effects;

[Collection(nameof(Alone))]
public sealed class EffectsStudyTests : IDisposable
{
    private static readonly Size Size = new(12, 12);

    private readonly ShapesDataSet train = new(Size, 96);
    private readonly ShapesDataSet test = new(Size, 40, split: "test");
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        train.Dispose();
        test.Dispose();
        folder.Dispose();
    }

    private static EffectsStudy Study(params Arm[] arms) =>
        new(
            new StudySettings("shapes", arms, Seeds: 2),
            new TrainingOptions
            {
                Architecture = Architecture.Of("convnet"),
                Epochs = 1,
                RecipeAt = _ => Recipe.None,
                Size = Size,
                BatchSize = 32,
                PeakLearningRate = 0.05,
            }
        );

    [Fact]
    public void Arms_of_a_seed_differ_in_nothing_but_what_is_painted()
    {
        var results = new ResultsFile(Path.Combine(folder.Path, "results.jsonl"));
        var never = new Arm("never", new Recipe(new Flip(), new RandomErasing { Probability = 0 }));
        Study(new Arm("none", new Recipe(new Flip())), never, new Arm("mixup", new Recipe(new Flip(), new Mixup(1))))
            .Run(train, test, results, cancellation: Stop);
        Assert.Equal(6, results.Runs.Count);
        foreach (ulong seed in (ulong[])[0, 1])
        {
            (double, double, double) Of(string arm)
            {
                StudyRun run = results.Runs.Single(run => run.Arm == arm && run.Seed == seed);
                return (run.TrainLoss, run.TestLoss, run.TestAccuracy);
            }
            Assert.Equal(Of("none"), Of("never"));
            Assert.NotEqual(Of("none"), Of("mixup"));
        }
        Assert.NotEqual(results.Runs[0].TestLoss, results.Runs[3].TestLoss); // another seed
        Assert.All(results.Runs, run => Assert.InRange(run.CalibrationError, 0, 1));
    }

    [Fact]
    public void What_was_stopped_goes_on_run_by_run()
    {
        string path = Path.Combine(folder.Path, "results.jsonl");
        EffectsStudy study = Study(
            new Arm("none", Recipe.None),
            new Arm("cutout", new Recipe(new Cutout(Length.Pixels(6))))
        );
        using var stop = new CancellationTokenSource();
        int trained = 0;
        void Told(Arm arm, ulong seed, EpochResult epoch)
        {
            if (++trained == 3)
                stop.Cancel();
        }
        Assert.ThrowsAny<OperationCanceledException>(() =>
            study.Run(train, test, new ResultsFile(path), told: Told, cancellation: stop.Token)
        );
        Assert.Equal(2, new ResultsFile(path).Runs.Count);

        trained = 10;
        study.Run(train, test, new ResultsFile(path), told: Told, cancellation: Stop);
        Assert.Equal(12, trained); // the two that were missing
        study.Run(train, test, new ResultsFile(path), told: Told, cancellation: Stop);
        Assert.Equal(12, trained);
        Assert.Equal(
            [("none", 0ul), ("cutout", 0ul), ("none", 1ul), ("cutout", 1ul)],
            new ResultsFile(path).Runs.Select(run => (run.Arm, run.Seed))
        );
        File.AppendAllText(path, "{ half a line");
        Assert.Contains("line 5", Assert.Throws<TrainingException>(() => new ResultsFile(path)).Message);
    }

    [Fact]
    public void The_arms_are_the_four_methods_after_the_same_framing()
    {
        IReadOnlyList<Arm> arms = EffectsStudy.Arms(new Size(28, 28), new Flip());
        Assert.Equal(
            ["none", "cutout", "random-erasing", "mixup", "cutmix", "mixup or cutmix"],
            arms.Select(arm => arm.Name)
        );
        Assert.All(arms, arm => Assert.Equal(new Flip(), arm.Recipe.Policies[0]));
        Assert.Equal(new Cutout(Length.Pixels(14)), arms[1].Recipe.Policies[1]);
    }
}
