namespace Cutwork;

/// <summary>
/// A set of pixels of an image, as rows of half-open runs of columns: an object's outline, or what a method hides. Immutable, a value, shared by all who
/// name it.
/// </summary>
/// <remarks>
/// Equal rows that follow each other are kept once. A blob of 224×224 has some 250 runs, 2 kB; as bytes it would have 50 kB.
/// </remarks>
public sealed class Mask : IEquatable<Mask>
{
    private readonly int[] tops; // the first row of each group of equal rows, from 0 on
    private readonly int[] firsts; // where each group's runs begin, and behind the last
    private readonly ushort[] columns; // a run's first column and the one after its last, from left to right without touching

    internal Mask(Size size, int[] tops, int[] firsts, ushort[] columns)
    {
        Size = size;
        this.tops = tops;
        this.firsts = firsts;
        this.columns = columns;
        (Area, Bounds) = Measure();
    }

    /// <summary>The image's height and width.</summary>
    public Size Size { get; }

    /// <summary>Pixels in the set.</summary>
    public long Area { get; }

    /// <summary>The smallest rectangle around them; empty where there is none.</summary>
    public Region Bounds { get; }

    /// <summary>Pixels that are not 0: <c>Mask.Of(size, bytes)</c>.</summary>
    /// <param name="size">The image's height and width, each at most 65,535.</param>
    /// <param name="pixels">A byte for each pixel, row by row.</param>
    /// <exception cref="ArgumentException">The span has another length, or a side is too long.</exception>
    public static Mask Of(Size size, ReadOnlySpan<byte> pixels)
    {
        if (pixels.Length != size.Area)
            throw new ArgumentException(
                $"A mask of {size} is made from {size.Area} bytes, one for each pixel; the span has {pixels.Length}.",
                nameof(pixels)
            );
        var builder = new MaskBuilder(size);
        for (int y = 0; y < size.Height; y++)
        {
            ReadOnlySpan<byte> row = pixels.Slice(y * size.Width, size.Width);
            for (int left = 0; left < row.Length; )
            {
                int gap = row[left..].IndexOfAnyExcept((byte)0);
                if (gap < 0)
                    break;
                left += gap;
                int length = row[left..].IndexOf((byte)0);
                int right = length < 0 ? row.Length : left + length;
                builder.Add(left, right);
                left = right;
            }
            builder.EndRows(y + 1);
        }
        return builder.ToMask();
    }

    /// <summary>The pixels of a rectangle that lie on the image.</summary>
    /// <param name="size">The image's height and width, each at most 65,535.</param>
    /// <param name="region">The rectangle; what reaches over the border is cut.</param>
    /// <exception cref="ArgumentException">A side is too long.</exception>
    public static Mask Of(Size size, Region region)
    {
        region = region.Clip(size);
        var builder = new MaskBuilder(size);
        builder.EndRows(region.IsEmpty ? 0 : region.Top);
        if (!region.IsEmpty)
        {
            builder.Add(region.Left, region.Right);
            builder.EndRows(region.Bottom);
        }
        builder.EndRows(size.Height);
        return builder.ToMask();
    }

    /// <summary>True where a pixel is in the set; false beyond the image.</summary>
    public bool Contains(int y, int x)
    {
        if ((uint)y >= (uint)Size.Height)
            return false;
        ReadOnlySpan<ushort> runs = RunsOf(GroupAt(y));
        for (int i = 0; i < runs.Length; i += 2)
            if (x < runs[i + 1])
                return x >= runs[i];
        return false;
    }

    /// <summary>Writes 1 for each pixel in the set and 0 for the others, row by row.</summary>
    /// <exception cref="ArgumentException">The span has not a byte for each pixel.</exception>
    public void CopyTo(Span<byte> pixels)
    {
        if (pixels.Length != Size.Area)
            throw new ArgumentException(
                $"A mask of {Size} needs {Size.Area} bytes, one for each pixel; the span has {pixels.Length}.",
                nameof(pixels)
            );
        pixels.Clear();
        for (int group = 0; group < tops.Length; group++)
        {
            ReadOnlySpan<ushort> runs = RunsOf(group);
            for (int y = tops[group]; y < BottomOf(group); y++)
            for (int i = 0; i < runs.Length; i += 2)
                pixels.Slice(y * Size.Width + runs[i], runs[i + 1] - runs[i]).Fill(1);
        }
    }

    /// <summary>Groups of equal rows.</summary>
    internal int GroupCount => tops.Length;

    /// <summary>The group that a row is in.</summary>
    internal int GroupAt(int y)
    {
        int at = Array.BinarySearch(tops, y);
        return at >= 0 ? at : ~at - 1;
    }

    internal int TopOf(int group) => tops[group];

    internal int BottomOf(int group) => group + 1 < tops.Length ? tops[group + 1] : Size.Height;

    /// <summary>The first columns and those after the last of a group's runs, one after the other.</summary>
    internal ReadOnlySpan<ushort> RunsOf(int group) => columns.AsSpan(firsts[group], firsts[group + 1] - firsts[group]);

    private (long Area, Region Bounds) Measure()
    {
        long area = 0;
        (int top, int left, int bottom, int right) = (int.MaxValue, int.MaxValue, 0, 0);
        for (int group = 0; group < tops.Length; group++)
        {
            ReadOnlySpan<ushort> runs = RunsOf(group);
            if (runs.IsEmpty)
                continue;
            long width = 0;
            for (int i = 0; i < runs.Length; i += 2)
                width += runs[i + 1] - runs[i];
            area += width * (BottomOf(group) - tops[group]);
            (top, bottom) = (Math.Min(top, tops[group]), BottomOf(group));
            (left, right) = (Math.Min(left, runs[0]), Math.Max(right, runs[^1]));
        }
        return (area, area == 0 ? default : new Region(top, left, bottom - top, right - left));
    }

    /// <inheritdoc/>
    public bool Equals(Mask? other) =>
        other is not null
        && Size == other.Size
        && Area == other.Area
        && tops.AsSpan().SequenceEqual(other.tops)
        && firsts.AsSpan().SequenceEqual(other.firsts)
        && columns.AsSpan().SequenceEqual(other.columns);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Mask);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Size, Area, Bounds, columns.Length);

    /// <summary>As in "1,204 pixels in rows 3–40, columns 10–60 of 64×64".</summary>
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Area:N0} pixels{(Area == 0 ? "" : $" in {Bounds}")} of {Size}"
        );
}
