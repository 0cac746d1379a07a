using System.Globalization;

namespace Cutwork;

/// <summary>
/// A rectangle between any two points of an image, in pixels: <c>new Box(0.5f, 0, 10.25f, 8)</c>. Edges lie between pixels, so that
/// pixel (y, x) is the square from (y, x) to (y + 1, x + 1).
/// </summary>
/// <remarks>Edges are floats, as Pillow's are. A <see cref="Region"/> is a box as it stands.</remarks>
public readonly record struct Box
{
    /// <summary>The rectangle between two rows and two columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is empty, or an edge is no number.</exception>
    public Box(float top, float left, float bottom, float right)
    {
        if (!(bottom > top && right > left && float.IsFinite(bottom - top) && float.IsFinite(right - left)))
            throw new ArgumentOutOfRangeException(
                nameof(bottom),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A box from ({top}, {left}) to ({bottom}, {right}) is empty: its bottom must be below its top, and its right edge right of its left one."
                )
            );
        Top = top;
        Left = left;
        Bottom = bottom;
        Right = right;
    }

    /// <summary>Upper edge.</summary>
    public float Top { get; }

    /// <summary>Left edge.</summary>
    public float Left { get; }

    /// <summary>Lower edge, below <see cref="Top"/>.</summary>
    public float Bottom { get; }

    /// <summary>Right edge, right of <see cref="Left"/>.</summary>
    public float Right { get; }

    /// <summary>True where every edge lies between two pixels.</summary>
    public bool IsWhole => Top % 1 == 0 && Left % 1 == 0 && Bottom % 1 == 0 && Right % 1 == 0;

    /// <summary>The pixels of a region.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The region is empty.</exception>
    public static implicit operator Box(Region region) => new(region.Top, region.Left, region.Bottom, region.Right);

    /// <summary>True where no part of it is off the image.</summary>
    public bool FitsIn(Size size) => Top >= 0 && Left >= 0 && Bottom <= size.Height && Right <= size.Width;

    /// <summary>Rows and columns, as in "rows 0.5 to 10.25, columns 0 to 8".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"rows {Top} to {Bottom}, columns {Left} to {Right}");
}
