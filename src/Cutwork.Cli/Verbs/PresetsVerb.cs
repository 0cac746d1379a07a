using System.CommandLine;

namespace Cutwork.Cli;

internal static class PresetsVerb
{
    public static Command Create(Terminal terminal) => new Verb("presets", "x", "y");
}
