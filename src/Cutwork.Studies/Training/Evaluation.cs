namespace Cutwork.Studies;

/// <summary>What a network makes of a data set that it was not trained on, nothing painted.</summary>
/// <param name="Accuracy">The share of images whose class has the highest probability.</param>
/// <param name="Loss">Mean cross-entropy with the classes, in nats.</param>
/// <param name="CalibrationError">
/// Expected calibration error (Guo et al. 2017, eq. 3): the mean distance of confidence and accuracy over 15 equal bins of confidence, by their images.
/// </param>
/// <param name="Images">How many images.</param>
public sealed record Evaluation(double Accuracy, double Loss, double CalibrationError, int Images);
