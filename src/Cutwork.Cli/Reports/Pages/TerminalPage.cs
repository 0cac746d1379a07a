using Spectre.Console;

namespace Cutwork.Cli;

/// <summary>A report in the terminal: text and tables; figures are for files.</summary>
internal sealed class TerminalPage(Terminal terminal) : IPage
{
    private readonly IAnsiConsole console = terminal.OutputConsole();

    public void Heading(int level, string text) => terminal.Output.WriteLine($"\n{text}");

    public void Paragraph(string text) => terminal.Output.WriteLine(text);

    public void Note(string text) => terminal.Output.WriteLine(text);

    public void List(IReadOnlyList<string> items)
    {
        foreach (string item in items)
            terminal.Output.WriteLine($"- {item}");
    }

    public void Table(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<PageCell>> rows)
    {
        Table table = new Table().Border(TableBorder.Simple);
        bool[] isNumber = PageCell.NumberColumns(headers.Count, rows);
        for (int column = 0; column < headers.Count; column++)
        {
            var made = new TableColumn(Markup.Escape(headers[column]));
            table.AddColumn(isNumber[column] ? made.RightAligned() : made);
        }
        foreach (IReadOnlyList<PageCell> row in rows)
            table.AddRow([
                .. row.Select(cell => cell.IsBold ? $"[bold]{Markup.Escape(cell.Text)}[/]" : Markup.Escape(cell.Text)),
            ]);
        console.Write(table);
    }

    public void Figure(PageFigure figure) { }

    public void Code(string text) => terminal.Output.WriteLine(text);

    public void Definitions(IReadOnlyList<(string Name, string Text)> pairs)
    {
        foreach ((string name, string text) in pairs)
            terminal.Output.WriteLine($"{name}: {text}");
    }
}
