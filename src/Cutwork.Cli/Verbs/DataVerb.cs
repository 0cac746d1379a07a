using System.CommandLine;

namespace Cutwork.Cli;

internal static class DataVerb
{
    public static Command Create(Terminal terminal) => new Verb("data", "x", "y");
}
