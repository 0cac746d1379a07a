namespace Cutwork.Studies;

/// <summary>A step that was taken.</summary>
/// <param name="Epoch">From 0.</param>
/// <param name="Step">Of the epoch, from 0.</param>
/// <param name="Steps">In an epoch.</param>
/// <param name="SoFar">The epoch's means up to this step.</param>
public readonly record struct TrainingProgress(int Epoch, int Step, int Steps, EpochResult SoFar);
