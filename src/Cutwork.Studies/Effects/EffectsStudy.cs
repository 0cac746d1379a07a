using System.Runtime.InteropServices;
using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Studies;

/// <summary>What each of the four methods does to a network's test accuracy, loss and calibration: arms that differ in nothing but what is painted.</summary>
/// <remarks>
/// Seeds are paired: in every arm, a seed gives the same first weights, the same order of samples and the same crops and flips, which come first in each
/// recipe and so have the same addresses. What differs between two arms of a seed is the painting, and what follows from it.
/// </remarks>
public sealed class EffectsStudy
{
    private readonly StudySettings settings;
    private readonly TrainingOptions options;

    /// <summary>A study.</summary>
    /// <param name="settings">What is compared, how often.</param>
    /// <param name="options">The training of every arm; recipe and seed are the study's.</param>
    public EffectsStudy(StudySettings settings, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(options);
        this.settings = settings;
        this.options = options;
    }

    /// <summary>The five arms, and mixup or CutMix by turns.</summary>
    /// <param name="size">The images': holes are half of its shorter side.</param>
    /// <param name="framing">Crops and flips, the same in every arm.</param>
    public static IReadOnlyList<Arm> Arms(Size size, params ReadOnlySpan<Policy> framing)
    {
        Policy[] first = [.. framing];
        Arm Of(string name, params Policy[] painting) => new(name, new Recipe([.. first, .. painting]));
        Length hole = Length.Pixels(Math.Max(1, Math.Min(size.Height, size.Width) / 2));
        var mixup = new Mixup(1);
        var cutMix = new CutMix(1) { Probability = 0.5 };
        return
        [
            Of("none"),
            Of("cutout", new Cutout(hole)),
            Of("random-erasing", new RandomErasing()),
            Of("mixup", mixup),
            Of("cutmix", cutMix),
            Of("mixup or cutmix", new Choice(mixup, new CutMix(1))),
        ];
    }

    /// <summary>Runs what is not in the results yet, seed after seed through all arms, and appends it run by run.</summary>
    /// <param name="train">Open, and the caller's.</param>
    /// <param name="test">Open, and the caller's.</param>
    /// <param name="results">Where runs are kept; those that are there are not repeated.</param>
    /// <param name="order">Which samples are trained on; all where left out.</param>
    /// <param name="told">Is told of each epoch.</param>
    /// <param name="cancellation">Ends within an epoch; the run under way is lost, those before it are not.</param>
    public void Run(
        IDataSet train,
        IDataSet test,
        ResultsFile results,
        SampleOrder? order = null,
        Action<Arm, ulong, EpochResult>? told = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(results);
        for (int seed = 0; seed < settings.Seeds; seed++)
            foreach (Arm arm in settings.Arms)
            {
                var run = new StudyRun
                {
                    Study = "effects",
                    Data = settings.Data,
                    Arm = arm.Name,
                    Seed = (ulong)seed,
                    Recipe = arm.Recipe.ToJson(),
                    Training = Say(options, order?.Count ?? train.Count),
                    Machine = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors",
                    Versions =
                        $".NET {Environment.Version}, TorchSharp {VersionOf(typeof(global::TorchSharp.torch))}, Cutwork {VersionOf(typeof(Recipe))}",
                };
                if (!results.Has(run))
                    results.Add(Train(run, arm, train, test, order, told, cancellation));
            }
    }

    private StudyRun Train(
        StudyRun run,
        Arm arm,
        IDataSet train,
        IDataSet test,
        SampleOrder? order,
        Action<Arm, ulong, EpochResult>? told,
        CancellationToken cancellation
    )
    {
        using var trainer = new Trainer(train, options with { RecipeAt = _ => arm.Recipe, Seed = run.Seed }, order);
        EpochResult last = null!;
        (double seconds, double painting, double waiting) = (0, 0, 0);
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            last = trainer.TrainEpoch(cancellation);
            seconds += last.Seconds;
            painting += last.Painting;
            waiting += last.Waiting;
            told?.Invoke(arm, run.Seed, last);
        }
        Evaluation tested = trainer.Evaluate(test, cancellation);
        return run with
        {
            TestAccuracy = tested.Accuracy,
            TestLoss = tested.Loss,
            CalibrationError = tested.CalibrationError,
            TrainAccuracy = last.Accuracy,
            TrainLoss = last.Loss,
            SecondsPerEpoch = seconds / options.Epochs,
            PaintingShare = painting / seconds,
            WaitingShare = waiting / seconds,
        };
    }

    private static string Say(TrainingOptions options, int images) =>
        FormattableString.Invariant(
            $"{options.Architecture}, {images} images of {options.Size}, {options.Epochs} epochs of {options.BatchSize}, {options.LearningRate} {options.PeakLearningRate}, momentum {options.Momentum}, weight decay {options.WeightDecay}, smoothing {options.LabelSmoothing}, {options.Precision}, averaging {options.Averaging?.ToString() ?? "none"}"
        );

    private static string VersionOf(Type type) => type.Assembly.GetName().Version?.ToString(3) ?? "?";
}
