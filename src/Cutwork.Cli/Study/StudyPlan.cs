using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>One comparison of a study, with its own report.</summary>
/// <param name="Settings">What is compared; its name is that of the report's files, too.</param>
/// <param name="Options">How each arm is trained.</param>
/// <param name="Description">What the report says about it.</param>
internal sealed record StudyPlan(StudySettings Settings, TrainingOptions Options, StudyDescription Description);
