namespace Cutwork.Studies;

/// <summary>The runs of an arm, and what its test accuracy differs by from the baseline's.</summary>
/// <param name="Name">The arm's.</param>
/// <param name="Runs">Its runs; there may be none yet.</param>
/// <param name="Pairs">The difference of each pair of runs that have the seed and the training in common, in points.</param>
public sealed record ArmSummary(string Name, IReadOnlyList<StudyRun> Runs, IReadOnlyList<double> Pairs)
{
    /// <summary>Of the pairs; null where there is none.</summary>
    public PairedDifference? Difference => Pairs.Count == 0 ? null : PairedDifference.Of(Pairs);

    /// <summary>All arms in their order; a run that is there twice counts once.</summary>
    /// <param name="arms">Their names; the first is the baseline.</param>
    /// <param name="runs">Of one study and data set.</param>
    public static IReadOnlyList<ArmSummary> Of(IReadOnlyList<string> arms, IReadOnlyList<StudyRun> runs)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(runs);
        StudyRun[] once = [.. runs.DistinctBy(run => (run.Arm, run.Seed, run.Training, run.Recipe))];
        StudyRun[] baseline = [.. once.Where(run => run.Arm == arms[0])];
        ArmSummary Of(string arm)
        {
            StudyRun[] own = [.. once.Where(run => run.Arm == arm)];
            IEnumerable<double> pairs =
                from run in arm == arms[0] ? [] : own
                from other in baseline
                where other.Seed == run.Seed && other.Training == run.Training
                select 100 * (run.TestAccuracy - other.TestAccuracy);
            return new ArmSummary(arm, own, [.. pairs]);
        }
        return [.. arms.Select(Of)];
    }
}
