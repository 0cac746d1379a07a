namespace Cutwork.Cli;

/// <summary>What a pack came to.</summary>
/// <param name="In">Samples that were read.</param>
/// <param name="Out">Samples in the pack.</param>
/// <param name="Classes">Classes in the pack.</param>
/// <param name="Bytes">The pack's length.</param>
/// <param name="Resized">Pictures that were resized.</param>
/// <param name="LostBoxes">Pictures whose boxes or mask no longer fitted after resizing.</param>
/// <param name="Skipped">Damaged inputs.</param>
/// <param name="Workers">Threads.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record PackSummary(
    int In,
    int Out,
    int Classes,
    long Bytes,
    int Resized,
    int LostBoxes,
    IReadOnlyList<Skipped> Skipped,
    int Workers,
    TimeSpan Elapsed
);
