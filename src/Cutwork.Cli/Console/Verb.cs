using System.CommandLine;

namespace Cutwork.Cli;

/// <summary>A verb that shows how it is used.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
