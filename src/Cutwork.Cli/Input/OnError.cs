namespace Cutwork.Cli;

/// <summary>What becomes of an input that can't be read.</summary>
internal enum OnError
{
    Stop,
    Skip,
}
