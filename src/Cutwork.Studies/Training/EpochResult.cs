namespace Cutwork.Studies;

/// <summary>One epoch of training.</summary>
/// <param name="Epoch">From 0.</param>
/// <param name="Loss">Mean loss of its steps, by soft labels.</param>
/// <param name="Accuracy">Mean weight of the predicted class in the images' labels: what <c>accuracy</c> is where nothing is mixed.</param>
/// <param name="Images">Images trained on.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Waiting">Seconds of it spent waiting for data.</param>
/// <param name="Painting">Seconds of the loader's threads spent drawing and painting: the cost of the augmentation itself.</param>
public sealed record EpochResult(
    int Epoch,
    double Loss,
    double Accuracy,
    long Images,
    double Seconds,
    double Waiting,
    double Painting
)
{
    /// <summary>Images a second.</summary>
    public double ImagesPerSecond => Images / Math.Max(Seconds, 1e-9);
}
