using System.CommandLine;

namespace Cutwork.Cli;

internal static class PreviewVerb
{
    public static Command Create(Terminal terminal) => new Verb("preview", "x", "y");
}
