using System.CommandLine;
using Spectre.Console;

namespace Cutwork.Cli;

/// <summary><c>cutwork presets</c>: the published recipes by name.</summary>
internal static class PresetsVerb
{
    public static Command Create(Terminal terminal)
    {
        var command = new Verb(
            "presets",
            "List the published recipes that have a name, and what each reproduces.",
            "cutwork presets",
            "cutwork describe cutmix-paper"
        );
        command.SetAction(_ =>
        {
            Table table = new Table().Border(TableBorder.Simple).AddColumn("preset").AddColumn("reproduces");
            foreach (Preset preset in Presets.All)
                table.AddRow(Markup.Escape(preset.Name), Markup.Escape(preset.Reproduces));
            terminal.OutputConsole().Write(table);
            return Failure.Done;
        });
        return command;
    }
}
