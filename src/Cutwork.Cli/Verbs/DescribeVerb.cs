using System.CommandLine;

namespace Cutwork.Cli;

internal static class DescribeVerb
{
    public static Command Create(Terminal terminal) => new Verb("describe", "x", "y");
}
