namespace Cutwork.Cli;

/// <summary>What a pack came to.</summary>
/// <param name="Settings">How it was made.</param>
/// <param name="Out">Samples in the pack.</param>
/// <param name="Classes">Classes in the pack.</param>
/// <param name="Bytes">The pack's length.</param>
/// <param name="Resized">Pictures that were resized.</param>
/// <param name="LostBoxes">Boxes outside of what was cropped.</param>
/// <param name="Skipped">Damaged inputs.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record PackSummary(
    PackSettings Settings,
    int Out,
    int Classes,
    long Bytes,
    int Resized,
    int LostBoxes,
    IReadOnlyList<Skipped> Skipped,
    TimeSpan Elapsed
);
