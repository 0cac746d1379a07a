using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>What came of a training.</summary>
/// <param name="Settings">What it was begun with.</param>
/// <param name="Recipe">What was painted.</param>
/// <param name="Data">What it was trained and tested on.</param>
/// <param name="Options">The trainer's.</param>
/// <param name="Epochs">All of them.</param>
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
    /// <summary>Of the training as a whole.</summary>
    public double ImagesPerSecond =>
        Epochs.Sum(epoch => epoch.ImagesPerSecond * epoch.Seconds) / Epochs.Sum(epoch => epoch.Seconds);

    /// <summary>The share of the training that was spent waiting for data.</summary>
    public double WaitingShare =>
        Epochs.Sum(epoch => epoch.WaitingShare * epoch.Seconds) / Epochs.Sum(epoch => epoch.Seconds);

    /// <summary>The loader's drawing and painting, over the time of the training.</summary>
    public double PaintingShare =>
        Epochs.Sum(epoch => epoch.PaintingShare * epoch.Seconds) / Epochs.Sum(epoch => epoch.Seconds);
}
