using System.Collections.Immutable;

namespace Cutwork.Imaging;

/// <summary>A picture that shows what was done to a few samples: before, partner and after, side by side.</summary>
/// <remarks>
/// <code>
/// title
/// random-erasing + cutmix                      mixup
/// ┌──────┐   ┌──────┐   ┌──────┐               ┌──────┐   ┌──────┐   ┌──────┐
/// │before│ + │ part.│ → │after │               │before│ + │ part.│ → │after │
/// └──────┘   └──────┘   └──────┘               └──────┘   └──────┘   └──────┘
/// cat        dog        λ 0.62 …
/// ■ erased  ■ pasted  ■ blended
/// </code>
/// </remarks>
public sealed class ContactSheet
{
    private const int Margin = 36;
    private const int Gap = 44; // between panels; it holds "+" and "→"
    private const int Between = 56; // between cells
    private const int Scale = 2; // of captions
    private const int LineHeight = 24;

    /// <summary>Said above all; empty leaves it out.</summary>
    public string Title { get; init; } = "";

    /// <summary>The samples, row by row.</summary>
    public ImmutableArray<SheetCell> Cells { get; init; } = [];

    /// <summary>Cells side by side.</summary>
    public int CellsPerRow { get; init; } = 2;

    /// <summary>Draws the sheet.</summary>
    /// <exception cref="InvalidOperationException">There is no cell.</exception>
    public Picture Draw()
    {
        if (Cells.IsDefaultOrEmpty)
            throw new InvalidOperationException("A contact sheet needs at least one cell.");
        bool hasPartners = Cells.Any(cell => cell.Partner is not null);
        int panels = hasPartners ? 3 : 2;
        int columns = Math.Clamp(CellsPerRow, 1, Cells.Length);
        int rows = (Cells.Length + columns - 1) / columns;
        var zoom = Zoom.For(Cells[0].Before.Picture.Size);
        int captions = Cells.Max(cell =>
            Math.Max(cell.After.Caption.Length, Math.Max(cell.Before.Caption.Length, cell.Partner?.Caption.Length ?? 0))
        );
        int cellWidth = panels * zoom.PanelWidth + (panels - 1) * Gap;
        int cellHeight = LineHeight + 8 + zoom.Height + 12 + captions * LineHeight;
        int head = Title.Length == 0 ? 0 : 52;
        int width = 2 * Margin + columns * cellWidth + (columns - 1) * Between;
        int height = 2 * Margin + head + rows * cellHeight + rows * Between - Between + 52;

        var canvas = new Canvas(height, width);
        if (head > 0)
            canvas.Write(Canvas.Cut(Title, width - 2 * Margin, 3), Margin, Margin, 3, Ink.Text);
        for (int number = 0; number < Cells.Length; number++)
        {
            int top = Margin + head + number / columns * (cellHeight + Between);
            int left = Margin + number % columns * (cellWidth + Between);
            if (number % columns == 0 && number > 0)
                canvas.Fill(top - Between / 2, Margin, 1, width - 2 * Margin, Ink.Line);
            Cell(canvas, Cells[number], zoom, top, left, hasPartners);
        }
        Legend(canvas, height - Margin - 14);
        return canvas.ToPicture();
    }

    private static void Cell(Canvas canvas, SheetCell cell, Zoom zoom, int top, int left, bool hasPartners)
    {
        int width = (hasPartners ? 3 : 2) * zoom.PanelWidth + (hasPartners ? 2 : 1) * Gap;
        canvas.Write(Canvas.Cut(cell.Title, width, Scale), top, left, Scale, Ink.Text);
        top += LineHeight + 8;
        Panel(canvas, cell.Before, zoom, top, left);
        if (hasPartners)
        {
            left += zoom.PanelWidth + Gap;
            if (cell.Partner is { } partner)
            {
                Sign(canvas, "+", zoom, top, left);
                Panel(canvas, partner, zoom, top, left);
            }
            else
                NoPartner(canvas, zoom, top, left);
        }
        left += zoom.PanelWidth + Gap;
        Sign(canvas, "→", zoom, top, left);
        Panel(canvas, cell.After, zoom, top, left);
    }

    private static void Panel(Canvas canvas, SheetPanel panel, Zoom zoom, int top, int left)
    {
        int inner = left + (zoom.PanelWidth - zoom.Width) / 2;
        canvas.Draw(zoom.Shrink(panel.Picture), top, inner, zoom.Factor);
        foreach (SheetMark mark in panel.Marks)
        {
            (int markTop, int markLeft, int height, int width) = zoom.Place(mark.Region);
            canvas.Frame(top + markTop, inner + markLeft, height, width, 4, Ink.Halo);
            canvas.Frame(top + markTop, inner + markLeft, height, width, 3, Ink.Of(mark.Kind));
        }
        for (int line = 0; line < panel.Caption.Length; line++)
            canvas.Write(
                Canvas.Cut(panel.Caption[line], zoom.PanelWidth + Gap - 8, Scale),
                top + zoom.Height + 14 + line * LineHeight,
                left,
                Scale,
                Ink.Text
            );
    }

    private static void Sign(Canvas canvas, string sign, Zoom zoom, int top, int left)
    {
        int width = Canvas.WidthOf(sign, 4);
        canvas.Write(sign, top + zoom.Height / 2 - 14, left - (Gap + width) / 2, 4, Ink.Faint);
    }

    private static void NoPartner(Canvas canvas, Zoom zoom, int top, int left)
    {
        const string text = "no partner";
        int inner = left + (zoom.PanelWidth - zoom.Width) / 2;
        canvas.Frame(top + 2, inner + 2, zoom.Height - 4, zoom.Width - 4, 2, Ink.Line);
        canvas.Write(
            text,
            top + zoom.Height / 2 - 7,
            left + (zoom.PanelWidth - Canvas.WidthOf(text, Scale)) / 2,
            Scale,
            Ink.Faint
        );
    }

    private void Legend(Canvas canvas, int top)
    {
        MarkKind[] kinds = [.. Cells.SelectMany(cell => cell.After.Marks).Select(mark => mark.Kind).Distinct().Order()];
        int left = Margin;
        foreach (MarkKind kind in kinds)
        {
            string name = kind switch
            {
                MarkKind.Erased => "erased",
                MarkKind.Pasted => "pasted from the partner",
                _ => "blended with the partner",
            };
            canvas.Fill(top, left, 14, 14, Ink.Of(kind));
            canvas.Write(name, top, left + 24, Scale, Ink.Faint);
            left += 24 + Canvas.WidthOf(name, Scale) + 36;
        }
    }
}
