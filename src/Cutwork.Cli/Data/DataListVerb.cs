using System.CommandLine;
using Cutwork.Imaging;
using Spectre.Console;

namespace Cutwork.Cli;

/// <summary><c>cutwork data list</c>: what there is, and where it is on this machine.</summary>
internal static class DataListVerb
{
    public static Command Create(Terminal terminal)
    {
        var command = new Verb("list", "List the data sets that have a name, and where they are.", "cutwork data list");
        command.SetAction(_ =>
        {
            Table table = new Table()
                .Border(TableBorder.Simple)
                .AddColumn("data set")
                .AddColumn("contents")
                .AddColumn("on this machine");
            table.AddRow("shapes", "drawn objects of ten classes, as many as wanted, any size", "built in");
            foreach (CatalogEntry set in DataSetCatalog.Sets)
                table.AddRow(
                    Markup.Escape(set.Name),
                    Markup.Escape(set.Summary),
                    Markup.Escape(set.Installed ?? $"no: cutwork data get {set.Name}")
                );
            terminal.OutputConsole().Write(table);
            return Failure.Done;
        });
        return command;
    }
}
