using System.Collections.Immutable;

namespace Cutwork.Loading;

/// <summary>How far an epoch has come; see <see cref="LoaderOptions.Progress"/>.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Step">The step that is delivered now, from 0.</param>
/// <param name="Steps">Steps in the epoch.</param>
/// <param name="Samples">Samples delivered since this reading began, this step's included.</param>
/// <param name="Skipped">Samples left out since this reading began, this step's included.</param>
/// <param name="LeftOut">The samples of this step that were left out, also where that are all of them and no batch is delivered.</param>
public readonly record struct LoaderProgress(
    int Epoch,
    int Step,
    int Steps,
    long Samples,
    long Skipped,
    ImmutableArray<SkippedSample> LeftOut
);
