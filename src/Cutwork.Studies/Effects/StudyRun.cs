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

    /// <summary>With what.</summary>
    public required string Versions { get; init; }

    /// <summary>Share of test images that are predicted right.</summary>
    public double TestAccuracy { get; init; }

    /// <summary>Mean cross-entropy on the test images.</summary>
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
}
