using System.Globalization;
using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Studies;

/// <summary>What different ways of painting do to a network's test accuracy, loss and calibration: arms that differ in nothing else.</summary>
/// <remarks>
/// Seeds are paired: in every arm, a seed gives the same first weights, the same order of samples, the same random labels, and the same crops and flips,
/// which come first in each recipe and so have the same addresses. What differs between two arms of a seed is the painting, and what follows from it.
/// </remarks>
public sealed class Study
{
    private readonly StudySettings settings;
    private readonly TrainingOptions options;

    /// <summary>A study.</summary>
    /// <param name="settings">What is compared, how often.</param>
    /// <param name="options">The training of every arm; recipe and seed are the study's.</param>
    public Study(StudySettings settings, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(options);
        this.settings = settings;
        this.options = options;
    }

    /// <summary>Runs what is not in the results yet, seed after seed through all arms, and appends each run as it ends.</summary>
    /// <remarks>
    /// Runs side by side (<see cref="StudySettings.AtOnce"/>) read both sets at once, and end in any order; what each of them comes to depends on libtorch's
    /// threads alone.
    /// </remarks>
    /// <param name="train">Open, and the caller's.</param>
    /// <param name="test">Open, and the caller's.</param>
    /// <param name="results">Where runs are kept; those that are there, of this study or of another (<see cref="TakeOver"/>), are not repeated.</param>
    /// <param name="order">Which samples are trained on; all where left out.</param>
    /// <param name="testOrder">Which samples are tested on; all where left out.</param>
    /// <param name="told">Is told of each epoch, of one at a time.</param>
    /// <param name="ended">Is told of each run, of one at a time, when it is in the results.</param>
    /// <param name="cancellation">Ends within an epoch; runs under way are lost, those before them are not.</param>
    /// <exception cref="TrainingException">A run failed; the others under way are ended.</exception>
    public void Run(
        IDataSet train,
        IDataSet test,
        ResultsFile results,
        SampleOrder? order = null,
        SampleOrder? testOrder = null,
        Action<Arm, ulong, EpochResult>? told = null,
        Action<StudyRun>? ended = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(results);
        int images = order?.Count ?? train.Count;
        TakeOver(results, images);
        var missing = new Queue<(Arm Arm, StudyRun Run)>(Runs(images).Where(entry => !results.Has(entry.Run)));
        Lock one = new();
        SideBySide.Run(Math.Min(settings.AtOnce, missing.Count), Lane, cancellation);

        void Lane(CancellationToken stop)
        {
            while (Next() is { } next)
            {
                StudyRun run = Named(
                    next.Run,
                    () => Train(next.Run, next.Arm, train, test, order, testOrder, Tell, stop)
                );
                lock (one)
                {
                    results.Add(run);
                    ended?.Invoke(run);
                }
            }
        }

        void Tell(Arm arm, ulong seed, EpochResult epoch)
        {
            lock (one)
                told?.Invoke(arm, seed, epoch);
        }

        (Arm Arm, StudyRun Run)? Next()
        {
            lock (one)
                return missing.TryDequeue(out (Arm, StudyRun) next) ? next : null;
        }
    }

    /// <summary>Takes over the runs that another study in the same results has made: the same data, recipe, seed and training.</summary>
    /// <param name="results">Where runs are kept.</param>
    /// <param name="images">How many are trained on.</param>
    /// <returns>How many runs were taken over. <see cref="Run"/> begins with it, so this is for who wants to know the number.</returns>
    public int TakeOver(ResultsFile results, int images)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Runs(images).Count(entry => !results.Has(entry.Run) && results.TakeOver(entry.Run));
    }

    /// <summary>The runs of the study in their order, without results.</summary>
    /// <param name="images">How many are trained on.</param>
    public IEnumerable<(Arm Arm, StudyRun Run)> Runs(int images)
    {
        string training = Say(images);
        for (int seed = 0; seed < settings.Seeds; seed++)
            foreach (Arm arm in settings.Arms)
                yield return (
                    arm,
                    new StudyRun
                    {
                        Study = settings.Name,
                        Data = settings.Data,
                        Arm = arm.Name,
                        Seed = settings.FirstSeed + (ulong)seed,
                        Recipe = arm.Recipe.ToJson(),
                        Training = training,
                        Machine = settings.Machine,
                        Versions = Software.Versions,
                    }
                );
    }

    // Whose training it was that failed.
    private static StudyRun Named(StudyRun run, Func<StudyRun> train)
    {
        try
        {
            return train();
        }
        catch (TrainingException error)
        {
            throw new TrainingException($"{run.Arm}, seed {run.Seed}: {error.Message}", error);
        }
    }

    private StudyRun Train(
        StudyRun run,
        Arm arm,
        IDataSet train,
        IDataSet test,
        SampleOrder? order,
        SampleOrder? testOrder,
        Action<Arm, ulong, EpochResult> told,
        CancellationToken cancellation
    )
    {
        RandomLabels? random =
            settings.RandomLabels > 0 ? new RandomLabels(train, settings.RandomLabels, run.Seed) : null;
        using var trainer = new Trainer(
            random ?? train,
            options with
            {
                RecipeAt = _ => arm.Recipe,
                Seed = run.Seed,
            },
            order
        );
        var epochs = new List<EpochResult>();
        var curve = new List<StudyEpoch>();
        Evaluation? tested = null;
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            EpochResult done = trainer.TrainEpoch(cancellation: cancellation);
            epochs.Add(done);
            told(arm, run.Seed, done);
            tested =
                epoch == options.Epochs - 1 || settings.TestEvery is { } every && (epoch + 1) % every == 0
                    ? trainer.Evaluate(test, testOrder, cancellation: cancellation)
                    : null;
            curve.Add(new StudyEpoch(done.Loss, done.Accuracy, tested?.Accuracy, tested?.Loss));
        }
        double seconds = epochs.Sum(epoch => epoch.Seconds);
        run = run with
        {
            TestAccuracy = tested!.Accuracy,
            TestLoss = tested.Loss,
            CalibrationError = tested.CalibrationError,
            TrainAccuracy = epochs[^1].Accuracy,
            TrainLoss = epochs[^1].Loss,
            SecondsPerEpoch = seconds / options.Epochs,
            PaintingShare = epochs.Sum(epoch => epoch.Painting) / seconds,
            WaitingShare = epochs.Sum(epoch => epoch.Waiting) / seconds,
            Epochs = curve,
        };
        return random is null ? run : Learned(run, trainer, random, order, cancellation);
    }

    private static StudyRun Learned(
        StudyRun run,
        Trainer trainer,
        RandomLabels labels,
        SampleOrder? order,
        CancellationToken cancellation
    )
    {
        ILookup<bool, int> samples = Enumerable
            .Range(0, order?.Count ?? labels.Count)
            .Select(place => order?.SampleAt(new Key(run.Seed), place) ?? place)
            .ToLookup(labels.IsRandom);
        double? Of(bool random) =>
            samples.Contains(random)
                ? trainer
                    .Evaluate(labels, SampleOrder.Listed([.. samples[random]]), cancellation: cancellation)
                    .Accuracy
                : null;
        return run with { TrueLabelsLearned = Of(false), RandomLabelsLearned = Of(true) };
    }

    private string Say(int images)
    {
        string said = FormattableString.Invariant(
            $"{options.Architecture}, {images} images of {options.Size}, {options.Epochs} epochs of {options.BatchSize}, {options.LearningRate} {options.PeakLearningRate}, momentum {options.Momentum}, weight decay {options.WeightDecay}, smoothing {options.LabelSmoothing}, {options.Precision}, averaging {options.Averaging?.ToString() ?? "none"}"
        );
        if (options.Palette is { } palette)
            said += $", mean {Listed(palette.Mean)}, deviation {Listed(palette.StandardDeviation)}";
        if (settings.TestEvery is { } every)
            said += FormattableString.Invariant($", test interval {every}");
        return settings.RandomLabels > 0
            ? said + FormattableString.Invariant($", random labels {settings.RandomLabels}")
            : said;
    }

    private static string Listed(IEnumerable<float> values) =>
        string.Join(' ', values.Select(value => value.ToString("0.000", CultureInfo.InvariantCulture)));
}
