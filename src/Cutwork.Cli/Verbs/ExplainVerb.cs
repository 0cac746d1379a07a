using System.CommandLine;

namespace Cutwork.Cli;

internal static class ExplainVerb
{
    public static Command Create(Terminal terminal) => new Verb("explain", "x", "y");
}
