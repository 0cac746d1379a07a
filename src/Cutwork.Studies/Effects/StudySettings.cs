namespace Cutwork.Studies;

/// <summary>What a study compares.</summary>
/// <param name="Data">The data set's name, as in tables and results.</param>
/// <param name="Arms">The ways of training; differences are to the first.</param>
/// <param name="Seeds">Runs of each arm.</param>
public sealed record StudySettings(string Data, IReadOnlyList<Arm> Arms, int Seeds);
