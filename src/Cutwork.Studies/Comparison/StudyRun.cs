using System.Text.Json.Serialization;

namespace Cutwork.Studies;

/// <summary>One training of a study: a line of results.jsonl.</summary>
public sealed record StudyRun
{
    /// <summary>The study.</summary>
    public required string Study { get; init; }

    /// <summary>The data set.</summary>
    public required string Data { get; init; }

    /// <summary>The way of training.</summary>
    public required string Arm { get; init; }

    /// <summary>Of weights, order and recipe; the same seed of two arms is a pair.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What was painted, as a recipe file.</summary>
    public required string Recipe { get; init; }

    /// <summary>All else that decides the run, in words.</summary>
    public required string Training { get; init; }

    /// <summary>Where it ran.</summary>
    public required string Machine { get; init; }

    /// <summary>With what; Cutwork's own version ends in the commit it was built from.</summary>
    public required string Versions { get; init; }

    /// <summary>Share of test images that are predicted right after the last epoch.</summary>
    public double TestAccuracy { get; init; }

    /// <summary>Mean cross-entropy on the test images after the last epoch.</summary>
    public double TestLoss { get; init; }

    /// <summary>Expected calibration error on them.</summary>
    public double CalibrationError { get; init; }

    /// <summary>Mean weight of the predicted class in the labels of the last epoch.</summary>
    public double TrainAccuracy { get; init; }

    /// <summary>Mean loss of the last epoch.</summary>
    public double TrainLoss { get; init; }

    /// <summary>Of training.</summary>
    public double SecondsPerEpoch { get; init; }

    /// <summary>The loader's time for drawing and painting, over the time of training.</summary>
    public double PaintingShare { get; init; }

    /// <summary>The share of training that was spent waiting for data.</summary>
    public double WaitingShare { get; init; }

    /// <summary>The epochs.</summary>
    public IReadOnlyList<StudyEpoch> Epochs { get; init; } = [];

    /// <summary>
    /// The share of training images with their own labels that are predicted right at the end, nothing painted; null where no label was replaced.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TrueLabelsLearned { get; init; }

    /// <summary>The share of training images with a random label for which that label is predicted at the end: what was memorized.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RandomLabelsLearned { get; init; }

    /// <summary>What cannot be in it, where it was read; null where all can.</summary>
    internal string? Flaw()
    {
        if (Epochs.Contains(null!))
            return "one of its epochs is null";
        (string, double?, double)[] figures =
        [
            ("testAccuracy", TestAccuracy, 1),
            ("testLoss", TestLoss, double.MaxValue),
            ("calibrationError", CalibrationError, Whole),
            ("trainAccuracy", TrainAccuracy, Whole),
            ("trainLoss", TrainLoss, double.MaxValue),
            ("secondsPerEpoch", SecondsPerEpoch, double.MaxValue),
            ("paintingShare", PaintingShare, double.MaxValue),
            ("waitingShare", WaitingShare, double.MaxValue),
            ("trueLabelsLearned", TrueLabelsLearned, 1),
            ("randomLabelsLearned", RandomLabelsLearned, 1),
            .. Epochs.SelectMany(epoch =>
                (IEnumerable<(string, double?, double)>)
                    [
                        ("loss of an epoch", epoch.Loss, double.MaxValue),
                        ("accuracy of an epoch", epoch.Accuracy, Whole),
                        ("testAccuracy of an epoch", epoch.TestAccuracy, 1),
                        ("testLoss of an epoch", epoch.TestLoss, double.MaxValue),
                    ]
            ),
        ];
        foreach ((string name, double? value, double most) in figures)
            if (value is { } given && !(given >= 0 && given <= most))
                return FormattableString.Invariant($"its {name} is {given}");
        return null;
    }

    private const double Whole = 1 + 1e-6; // of sums of weights in f32

    /// <summary>The highest test accuracy of any epoch; that of the last where only that was tested.</summary>
    [JsonIgnore]
    public double BestTestAccuracy => Math.Max(TestAccuracy, Epochs.Max(epoch => epoch.TestAccuracy) ?? 0);
}
