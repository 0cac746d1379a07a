using System.Runtime.CompilerServices;

namespace Cutwork;

/// <summary>The runs of memory that a region has in the lines of a piece; lines without a gap between them are one run.</summary>
internal ref struct LineRuns(Layout layout, int planes, int lineElements, Region region, int first, int last)
{
    private readonly int height = layout.Size.Height;
    private readonly int channelWidth = lineElements / layout.Size.Width;
    private readonly bool joins = region.Width == layout.Size.Width && layout.RowStride == lineElements;
    private readonly int begin = first;
    private int line = first;

    /// <summary>Elements from the image's first to the run's.</summary>
    public nint Offset { get; private set; }

    /// <summary>Elements from the first of what was saved of the piece.</summary>
    public nint Saved { get; private set; }

    public nint Length { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next()
    {
        while (line < last)
        {
            int plane = line / height;
            int y = line - plane * height;
            if (y < region.Top)
            {
                line += region.Top - y;
                continue;
            }
            if (y >= region.Bottom)
            {
                line += height - y;
                continue;
            }
            int lines = joins ? Math.Min(region.Bottom - y, last - line) : 1;
            nint column = region.Left * channelWidth;
            Offset = plane * (nint)layout.ChannelStride * (planes > 1 ? 1 : 0) + y * (nint)layout.RowStride + column;
            Saved = (line - begin) * (nint)lineElements + column;
            Length = (nint)lines * region.Width * channelWidth;
            line += lines;
            return true;
        }
        return false;
    }
}
