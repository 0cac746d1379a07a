namespace Cutwork.Cli;

/// <summary>What a report is written on, part by part; all text is plain, and is escaped as the page needs it.</summary>
internal interface IPage
{
    void Heading(int level, string text);

    void Paragraph(string text);

    /// <summary>A paragraph that is said aside.</summary>
    void Note(string text);

    void List(IReadOnlyList<string> items);

    void Table(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<PageCell>> rows);

    void Figure(PageFigure figure);

    void Code(string text);

    void Definitions(IReadOnlyList<(string Name, string Text)> pairs);
}
