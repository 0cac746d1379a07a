namespace Cutwork.Cli;

/// <summary>An input that could not be read, and why.</summary>
internal sealed record Skipped(string Source, string Reason);
