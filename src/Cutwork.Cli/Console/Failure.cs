namespace Cutwork.Cli;

/// <summary>What the user is told instead of a stack trace: a sentence, and how the process exits.</summary>
internal sealed class Failure(string message, int exitCode = Failure.Failed) : Exception(message)
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    public int ExitCode { get; } = exitCode;

    /// <summary>An error in how the command was written.</summary>
    public static Failure Usage(string message) => new(message, WrongUsage);
}
