using Cutwork.Imaging;
using TorchSharp;

namespace Cutwork.Studies.Tests.Comparison;

[Collection(nameof(Alone))]
public sealed class StudyTests : IDisposable
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

    private static Study Study(params Arm[] arms) => Study(new StudySettings("effects", "shapes", arms, Seeds: 2));

    private static Study Study(StudySettings settings, int epochs = 1, double peak = 0.05) =>
        new(
            settings,
            new TrainingOptions
            {
                Architecture = Architecture.Of("convnet"),
                Epochs = epochs,
                RecipeAt = _ => Recipe.None,
                Size = Size,
                BatchSize = 32,
                PeakLearningRate = peak,
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
        Study study = Study(new Arm("none", Recipe.None), new Arm("cutout", new Recipe(new Cutout(Length.Pixels(6)))));
        using var stop = new CancellationTokenSource();
        int trained = 0;
        var ended = new List<StudyRun>();
        void Told(Arm arm, ulong seed, EpochResult epoch)
        {
            if (++trained == 3)
                stop.Cancel();
        }
        Assert.ThrowsAny<OperationCanceledException>(() =>
            study.Run(train, test, new ResultsFile(path), told: Told, ended: ended.Add, cancellation: stop.Token)
        );
        Assert.Equal(new ResultsFile(path).Runs.Select(run => run.Arm), ended.Select(run => run.Arm));
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
        File.AppendAllText(path, "{ half a line"); // a process was killed as it wrote
        Assert.Equal(4, new ResultsFile(path).Runs.Count);
        Assert.Equal(4, File.ReadAllLines(path).Length);
        File.WriteAllText(path, File.ReadAllText(path).TrimEnd('\n')); // an editor left the last end out
        Assert.Equal(4, new ResultsFile(path).Runs.Count);
        File.AppendAllText(path, "{ damaged }\n");
        Assert.Contains("line 5", Assert.Throws<TrainingException>(() => new ResultsFile(path)).Message);
    }

    [Fact]
    public void What_another_study_has_made_is_taken_over()
    {
        string path = Path.Combine(folder.Path, "results.jsonl");
        var none = new Arm("none", Recipe.None);
        Study(new StudySettings("first", "shapes", [none], Seeds: 2)).Run(train, test, new(path), cancellation: Stop);
        Arm[] arms = [new("nothing", Recipe.None), new("mixup", new Recipe(new Mixup(1)))];
        Study second = Study(new StudySettings("second", "shapes", arms, Seeds: 3));
        var results = new ResultsFile(path);
        Assert.Equal(2, second.TakeOver(results, 96));
        Assert.Equal(0, second.TakeOver(results, 96));
        Assert.Equal(
            [("first", "none"), ("first", "none"), ("second", "nothing"), ("second", "nothing")],
            new ResultsFile(path).Runs.Select(run => (run.Study, run.Arm))
        );
        StudyRun[] runs = [.. results.Runs];
        Assert.Equal(runs[..2].Select(Result), runs[2..].Select(Result));
        Assert.NotEqual(Result(runs[0]), Result(runs[1]));
        int trained = 0;
        second.Run(train, test, results, told: (_, _, _) => trained++, cancellation: Stop);
        Assert.Equal(4, trained);

        // Nobody has to ask for it.
        Study(new StudySettings("third", "shapes", [none], Seeds: 2))
            .Run(train, test, results, told: (_, _, _) => trained++, cancellation: Stop);
        Assert.Equal(4, trained);
        Assert.Equal(2, results.Runs.Count(run => run.Study == "third"));

        // What it is taken over for, it would come to again.
        var alone = new ResultsFile(Path.Combine(folder.Path, "alone.jsonl"));
        second.Run(train, test, alone, cancellation: Stop);
        Assert.Equal(
            alone.Runs.Select(run => (run.Arm, run.Seed, Result(run))).Order(),
            results.Runs.Where(run => run.Study == "second").Select(run => (run.Arm, run.Seed, Result(run))).Order()
        );
        // Another data set, training or number of images is another run.
        Study longer = Study(new StudySettings("first", "shapes", [none], Seeds: 2), epochs: 2);
        Assert.Equal(0, longer.TakeOver(results, 96));
        Assert.Equal(0, Study(new StudySettings("second", "other", arms, Seeds: 2)).TakeOver(results, 96));
        Assert.Equal(0, Study(new StudySettings("fourth", "shapes", arms, Seeds: 2)).TakeOver(results, 95));

        static (double, double) Result(StudyRun run) => (run.TestLoss, run.TrainLoss);
    }

    [Fact]
    public void Runs_side_by_side_come_to_what_they_come_to_one_by_one()
    {
        int threads = torch.get_num_threads();
        torch.set_num_threads(1);
        try
        {
            Arm[] arms =
            [
                new("none", Recipe.None),
                new("cutout", new Recipe(new Cutout(Length.Pixels(6)))),
                new("cutmix", new Recipe(new CutMix(1))),
            ];
            var settings = new StudySettings("effects", "shapes", arms, Seeds: 2);
            string[] Of(int atOnce)
            {
                var results = new ResultsFile(Path.Combine(folder.Path, $"{atOnce}.jsonl"));
                int under = 0;
                var ended = new List<StudyRun>();
                Study(settings with { AtOnce = atOnce })
                    .Run(
                        train,
                        test,
                        results,
                        told: (_, _, _) =>
                        {
                            Assert.Equal(1, Interlocked.Increment(ref under));
                            Interlocked.Decrement(ref under);
                        },
                        ended: ended.Add,
                        cancellation: Stop
                    );
                Assert.Equal(results.Runs, ended);
                Assert.Equal(6, new ResultsFile(Path.Combine(folder.Path, $"{atOnce}.jsonl")).Runs.Count);
                return
                [
                    .. from run in results.Runs
                    orderby run.Seed, run.Arm
                    select $"{run.Arm} {run.Seed} {run.TrainLoss:R} {run.TestLoss:R} {run.TestAccuracy:R}",
                ];
            }
            Assert.Equal(Of(1), Of(4));
        }
        finally
        {
            torch.set_num_threads(threads);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => new StudySettings("", "", [], 1) { AtOnce = 0 });
    }

    [Fact]
    public void A_run_that_fails_says_which_it_was_and_ends_those_beside_it()
    {
        string path = Path.Combine(folder.Path, "results.jsonl");
        var settings = new StudySettings(
            "effects",
            "shapes",
            [new Arm("none", Recipe.None), new Arm("cutout", new Recipe(new Cutout(Length.Pixels(6))))],
            Seeds: 2
        )
        {
            AtOnce = 2,
        };
        TrainingException error = Assert.Throws<TrainingException>(() =>
            Study(settings, epochs: 1000, peak: 1e30).Run(train, test, new ResultsFile(path), cancellation: Stop)
        );
        Assert.Matches("^(none|cutout), seed 0: The loss is .* at step", error.Message);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Epochs_are_tested_at_an_interval_and_the_last_one_always()
    {
        var results = new ResultsFile(Path.Combine(folder.Path, "results.jsonl"));
        var settings = new StudySettings("effects", "shapes", [new Arm("none", Recipe.None)], Seeds: 1)
        {
            TestEvery = 2,
        };
        Study(settings, epochs: 3).Run(train, test, results, cancellation: Stop);
        StudyRun run = Assert.Single(results.Runs);
        Assert.Equal([false, true, true], run.Epochs.Select(epoch => epoch.TestAccuracy is not null));
        Assert.Equal(run.TestLoss, run.Epochs[2].TestLoss);
        Assert.EndsWith(", test interval 2", run.Training);
        Assert.Throws<ArgumentOutOfRangeException>(() => settings with { TestEvery = 0 });
    }

    [Fact]
    public void Random_labels_are_the_same_in_every_arm_and_what_was_learned_of_them_is_told_apart()
    {
        var results = new ResultsFile(Path.Combine(folder.Path, "results.jsonl"));
        var settings = new StudySettings(
            "corrupt-labels",
            "shapes",
            [new Arm("none", Recipe.None), new Arm("mixup", new Recipe(new Mixup(8)))],
            Seeds: 1
        )
        {
            RandomLabels = 0.5,
            FirstSeed = 7,
            TestEvery = 1,
        };
        Study(settings).Run(train, test, results, cancellation: Stop);
        Assert.Equal([7ul, 7ul], results.Runs.Select(run => run.Seed));
        Assert.All(
            new ResultsFile(Path.Combine(folder.Path, "results.jsonl")).Runs,
            run =>
            {
                Assert.EndsWith(", test interval 1, random labels 0.5", run.Training);
                Assert.InRange(run.TrueLabelsLearned!.Value, 0, 1);
                Assert.InRange(run.RandomLabelsLearned!.Value, 0, 1);
                StudyEpoch epoch = Assert.Single(run.Epochs);
                Assert.Equal((run.TestAccuracy, run.TestLoss), (epoch.TestAccuracy, epoch.TestLoss));
                Assert.Equal(run.TestAccuracy, run.BestTestAccuracy);
            }
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => settings with { RandomLabels = 1.5 });
    }
}
