using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>What came of a training.</summary>
/// <param name="Settings">What it was begun with.</param>
/// <param name="Recipe">What was painted.</param>
/// <param name="Data">What it was trained and tested on.</param>
/// <param name="Options">The trainer's.</param>
/// <param name="Epochs">All of them whose figures are kept.</param>
/// <param name="Tested">After the last.</param>
/// <param name="Confusion">Of the test images.</param>
/// <param name="Parameters">Numbers that are learned.</param>
/// <param name="PlainImagesPerSecond">A plain loop's, measured after the last epoch; null where nothing was trained in this run.</param>
internal sealed record TrainOutcome(
    TrainSettings Settings,
    RecipeChoice Recipe,
    TrainData Data,
    TrainingOptions Options,
    IReadOnlyList<TrainEpoch> Epochs,
    Evaluation Tested,
    ConfusionMatrix Confusion,
    long Parameters,
    double? PlainImagesPerSecond
)
{
    /// <summary>Of the training as a whole, as far as figures are kept.</summary>
    public double ImagesPerSecond => Mean(epoch => epoch.ImagesPerSecond);

    /// <summary>The share of the training that was spent waiting for data.</summary>
    public double WaitingShare => Mean(epoch => epoch.WaitingShare);

    /// <summary>The loader's drawing and painting, over the time of the training.</summary>
    public double PaintingShare => Mean(epoch => epoch.PaintingShare);

    /// <summary>How many of the epochs have lost their figures.</summary>
    public int Lost => Settings.Epochs - Epochs.Count;

    // By time; 0 where no figures are left.
    private double Mean(Func<TrainEpoch, double> figure)
    {
        double seconds = Epochs.Sum(epoch => epoch.Seconds);
        return seconds > 0 ? Epochs.Sum(epoch => figure(epoch) * epoch.Seconds) / seconds : 0;
    }
}
