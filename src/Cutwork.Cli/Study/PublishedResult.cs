namespace Cutwork.Cli;

/// <summary>A result that others published.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Source">Where in it, or who reports it.</param>
/// <param name="Network">As it is named there.</param>
/// <param name="Data">The data set.</param>
/// <param name="Method">As arms of studies are named.</param>
/// <param name="BaselineError">Test error without the method, in percent.</param>
/// <param name="Error">Test error with it, in percent.</param>
internal sealed record PublishedResult(
    string Paper,
    string Source,
    string Network,
    string Data,
    string Method,
    double BaselineError,
    double Error
)
{
    /// <summary>Whether both errors are those of the epoch that was best on the test images, not of the last.</summary>
    public bool IsBestEpoch { get; init; }

    /// <summary>What else must be known to read it.</summary>
    public string Remark { get; init; } = "";
}
