namespace Cutwork;

/// <summary>A rectangle with edges anywhere, which grows; it may be empty.</summary>
internal struct Edges
{
    public double Top;
    public double Left;
    public double Bottom;
    public double Right;

    /// <summary>One that encloses nothing yet.</summary>
    public static Edges None =>
        new()
        {
            Top = double.PositiveInfinity,
            Left = double.PositiveInfinity,
            Bottom = double.NegativeInfinity,
            Right = double.NegativeInfinity,
        };

    public readonly double Height => Bottom - Top;

    public readonly double Width => Right - Left;

    public readonly double Area => Height * Width;

    public readonly bool IsEmpty => !(Bottom > Top && Right > Left);

    /// <summary>A box's edges, where asked cut to whole pixels toward the upper left.</summary>
    public static Edges Of(Box box, bool whole) =>
        new()
        {
            Top = whole ? Math.Truncate(box.Top) : box.Top,
            Left = whole ? Math.Truncate(box.Left) : box.Left,
            Bottom = whole ? Math.Truncate(box.Bottom) : box.Bottom,
            Right = whole ? Math.Truncate(box.Right) : box.Right,
        };

    public void Enclose(double top, double left, double bottom, double right)
    {
        Top = Math.Min(Top, top);
        Left = Math.Min(Left, left);
        Bottom = Math.Max(Bottom, bottom);
        Right = Math.Max(Right, right);
    }

    /// <summary>What of it lies on an image; empty where nothing does.</summary>
    public readonly Edges Clip(Size size) =>
        new()
        {
            Top = Math.Max(Top, 0),
            Left = Math.Max(Left, 0),
            Bottom = Math.Min(Bottom, size.Height),
            Right = Math.Min(Right, size.Width),
        };

    /// <summary>The box; null where no float lies between its edges.</summary>
    public readonly Box? ToBox()
    {
        (float top, float left, float bottom, float right) = ((float)Top, (float)Left, (float)Bottom, (float)Right);
        return bottom > top && right > left ? new Box(top, left, bottom, right) : null;
    }
}
