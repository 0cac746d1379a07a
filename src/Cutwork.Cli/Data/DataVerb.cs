using System.CommandLine;

namespace Cutwork.Cli;

/// <summary><c>cutwork data</c>: the public data sets that have a name.</summary>
internal static class DataVerb
{
    public static Command Create(Terminal terminal) =>
        new Verb(
            "data",
            "List the public data sets that have a name, and fetch them.",
            "cutwork data list",
            "cutwork data get fashion-mnist"
        )
        {
            DataListVerb.Create(terminal),
            DataGetVerb.Create(terminal),
        };
}
