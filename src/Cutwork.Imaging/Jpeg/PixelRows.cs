using System.Runtime.CompilerServices;

namespace Cutwork.Imaging;

/// <summary>The pixels of a part, written from the top as far as their samples are there.</summary>
internal unsafe struct PixelRows
{
    private readonly Region region;
    private readonly int channels;
    private readonly byte* blue; // doubled rows, and sums for them
    private readonly byte* red;
    private readonly ushort* sums;
    private byte* to;
    private int next;

    /// <summary>Begins at the top.</summary>
    /// <param name="part">What is decoded.</param>
    /// <param name="rows"><see cref="MemoryFor"/> its width.</param>
    /// <param name="to">Its first pixel's.</param>
    public PixelRows(JpegPart part, byte* rows, byte* to)
    {
        region = part.Region;
        channels = part.Channels;
        blue = rows + ColorRows.Margin / 2;
        red = blue + RowLength(region.Width);
        sums = (ushort*)(red + RowLength(region.Width));
        this.to = to;
        next = region.Top;
    }

    /// <summary>Bytes that rows of a width need: two doubled ones, and one of sums, of two bytes each.</summary>
    public static int MemoryFor(int width) => 4 * RowLength(width);

    /// <summary>Writes the rows above one, those that are written already left out.</summary>
    public void Write(ReadOnlySpan<JpegPlane> planes, int above)
    {
        for (int end = Math.Min(above, region.Bottom); next < end; next++, to += region.Width * channels)
        {
            byte* luma = planes[0].Row(next, region, null, null);
            if (channels == 1)
                Unsafe.CopyBlockUnaligned(to, luma, (uint)region.Width);
            else if (planes.Length == 1)
                ColorRows.Gray(luma, to, region.Width);
            else
                ColorRows.Rgb(
                    luma,
                    planes[1].Row(next, region, blue, sums),
                    planes[2].Row(next, region, red, sums),
                    to,
                    region.Width
                );
        }
    }

    private static int RowLength(int width) => width + 2 * ColorRows.Margin + 2;
}
