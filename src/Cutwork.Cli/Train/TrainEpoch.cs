using System.Globalization;
using System.Text.Json;
using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>An epoch, as a line of training.jsonl.</summary>
/// <param name="Epoch">From 1, as people count.</param>
/// <param name="Loss">Mean of its steps, by soft labels.</param>
/// <param name="Accuracy">Mean weight of the predicted class in the labels.</param>
/// <param name="TestAccuracy">Share of test images predicted right after it.</param>
/// <param name="TestLoss">Mean cross-entropy on them.</param>
/// <param name="CalibrationError">Expected calibration error on them.</param>
/// <param name="Seconds">Of training.</param>
/// <param name="ImagesPerSecond">Of training.</param>
/// <param name="WaitingShare">Of training, waiting for data.</param>
/// <param name="PaintingShare">The loader's drawing and painting, over the time of training.</param>
internal sealed record TrainEpoch(
    int Epoch,
    double Loss,
    double Accuracy,
    double TestAccuracy,
    double TestLoss,
    double CalibrationError,
    double Seconds,
    double ImagesPerSecond,
    double WaitingShare,
    double PaintingShare
)
{
    private const double Rounding = 1e-6; // of sums of weights in f32

    public static JsonSerializerOptions Form { get; } =
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, RespectNullableAnnotations = true };

    /// <summary>What cannot be in it, where it was read; null where all can.</summary>
    /// <param name="before">The epoch of the line before it; 0 where it is the first.</param>
    public string? Flaw(int before)
    {
        if (Epoch <= before)
            return $"its epoch is {Epoch}, after {before}";
        foreach (
            (string name, double value, double most) in (ReadOnlySpan<(string, double, double)>)
                [
                    ("loss", Loss, double.MaxValue),
                    ("accuracy", Accuracy, 1 + Rounding),
                    ("testAccuracy", TestAccuracy, 1),
                    ("testLoss", TestLoss, double.MaxValue),
                    ("calibrationError", CalibrationError, 1 + Rounding),
                    ("seconds", Seconds, double.MaxValue),
                    ("imagesPerSecond", ImagesPerSecond, double.MaxValue),
                    ("waitingShare", WaitingShare, double.MaxValue),
                    ("paintingShare", PaintingShare, double.MaxValue),
                ]
        )
            if (!(value >= 0 && value <= most))
                return string.Create(CultureInfo.InvariantCulture, $"its {name} is {value}");
        return null;
    }

    public static TrainEpoch Of(EpochResult trained, Evaluation tested) =>
        new(
            trained.Epoch + 1,
            trained.Loss,
            trained.Accuracy,
            tested.Accuracy,
            tested.Loss,
            tested.CalibrationError,
            trained.Seconds,
            trained.ImagesPerSecond,
            trained.Waiting / trained.Seconds,
            trained.Painting / trained.Seconds
        );
}
