namespace Cutwork.Studies;

/// <summary>One epoch of a study's run: a point of its curves.</summary>
/// <param name="Loss">Mean loss of its steps, by soft labels.</param>
/// <param name="Accuracy">Mean weight of the predicted class in the labels.</param>
/// <param name="TestAccuracy">After it, where it was tested.</param>
/// <param name="TestLoss">After it, where it was tested.</param>
public sealed record StudyEpoch(double Loss, double Accuracy, double? TestAccuracy = null, double? TestLoss = null);
