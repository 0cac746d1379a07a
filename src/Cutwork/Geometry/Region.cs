using System.Diagnostics.CodeAnalysis;

namespace Cutwork;

/// <summary>
/// A half-open rectangle of pixels: rows <c>Top … Bottom − 1</c>, columns <c>Left … Right − 1</c>. It may be empty; it
/// never has a negative side.
/// </summary>
public readonly record struct Region
{
    /// <summary>The rectangle with its first pixel at (top, left).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is negative, or the rectangle ends beyond the integers.</exception>
    public Region(int top, int left, int height, int width)
    {
        Top = top;
        Left = left;
        Height = Guard.AtLeast(height, 0, nameof(height), "pixels");
        Width = Guard.AtLeast(width, 0, nameof(width), "pixels");
        if ((long)top + height > int.MaxValue || (long)left + width > int.MaxValue)
            ThrowBeyond(top, left, height, width);
    }

    /// <summary>First row.</summary>
    public int Top { get; }

    /// <summary>First column.</summary>
    public int Left { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>The row after the last.</summary>
    public int Bottom => Top + Height;

    /// <summary>The column after the last.</summary>
    public int Right => Left + Width;

    /// <summary>Pixels inside.</summary>
    public long Area => (long)Height * Width;

    /// <summary>True where there is no pixel inside.</summary>
    public bool IsEmpty => Height == 0 || Width == 0;

    /// <summary>The whole image.</summary>
    public static Region Whole(Size size) => new(0, 0, size.Height, size.Width);

    /// <summary>
    /// A rectangle around a center: rows <c>centerY − ⌊height/2⌋ … centerY − ⌊height/2⌋ + height − 1</c>, columns likewise.
    /// It may reach over the border; <see cref="Clip"/> cuts it.
    /// </summary>
    public static Region Around(int centerY, int centerX, int height, int width) =>
        new(centerY - height / 2, centerX - width / 2, height, width);

    /// <summary>The part that lies on the image; empty where none does.</summary>
    public Region Clip(Size size) => Intersect(Whole(size));

    /// <summary>The part shared with another rectangle; empty where there is none.</summary>
    public Region Intersect(Region other)
    {
        int top = Math.Max(Top, other.Top);
        int left = Math.Max(Left, other.Left);
        int height = Math.Max(0, Math.Min(Bottom, other.Bottom) - top);
        int width = Math.Max(0, Math.Min(Right, other.Right) - left);
        return new Region(top, left, height, width);
    }

    /// <summary>True where the pixel (y, x) is inside.</summary>
    public bool Contains(int y, int x) => y >= Top && y < Bottom && x >= Left && x < Right;

    /// <summary>True where no pixel of this rectangle is off the image.</summary>
    public bool FitsIn(Size size) => Top >= 0 && Left >= 0 && Bottom <= size.Height && Right <= size.Width;

    [DoesNotReturn]
    private static void ThrowBeyond(int top, int left, int height, int width) =>
        throw new ArgumentOutOfRangeException(
            nameof(top),
            $"A region of {height}×{width} pixels can't begin at row {top}, column {left}: its end is not an integer."
        );

    /// <summary>Rows and columns, as in "rows 3–18, columns 0–7".</summary>
    public override string ToString() => IsEmpty ? "nothing" : $"rows {Top}–{Bottom - 1}, columns {Left}–{Right - 1}";
}
