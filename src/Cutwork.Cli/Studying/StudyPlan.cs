using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>One comparison of a study, with its own report.</summary>
/// <param name="File">The report's name, without its ending.</param>
/// <param name="Settings">What is compared.</param>
/// <param name="Options">How each arm is trained.</param>
/// <param name="Description">What the report says about it.</param>
internal sealed record StudyPlan(
    string File,
    StudySettings Settings,
    TrainingOptions Options,
    StudyDescription Description
);
