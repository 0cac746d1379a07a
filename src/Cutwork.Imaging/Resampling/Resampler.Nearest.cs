using System.Runtime.CompilerServices;

namespace Cutwork.Imaging;

public sealed unsafe partial class Resampler
{
    private readonly Reused<int> columns = new();
    private readonly Reused<int> heights = new();

    private void TakeNearest(byte* from, Layout source, Box part, byte* to, Layout target, bool mirrored)
    {
        int width = target.Size.Width;
        bool isRuns = source.IsInterleaved && target.IsInterleaved;
        if (
            isRuns
            && !mirrored
            && part.IsWhole
            && (part.Bottom - part.Top, part.Right - part.Left) == (target.Size.Height, width)
        )
        {
            Copy(from + source.Offset(0, (int)part.Top, (int)part.Left), source, to, target);
            return;
        }
        int* across = columns.Take(width);
        int* down = heights.Take(target.Size.Height);
        Under(part.Left, part.Right, source.Size.Width, width, across);
        Under(part.Top, part.Bottom, source.Size.Height, target.Size.Height, down);
        if (mirrored)
            new Span<int>(across, width).Reverse();
        for (int x = 0; x < width; x++)
            across[x] *= source.PixelStride;

        bool colors = source.Channels == 3 && source.ChannelStride == 1 && target.ChannelStride == 1;
        for (int y = 0; y < target.Size.Height; y++)
        {
            byte* row = from + (nint)down[y] * source.RowStride;
            byte* result = to + (nint)y * target.RowStride;
            if (colors)
                Colors(row, across, result, target.PixelStride, width);
            else
                for (int channel = 0; channel < source.Channels; channel++)
                    Each(
                        row + (nint)channel * source.ChannelStride,
                        across,
                        result + (nint)channel * target.ChannelStride,
                        target.PixelStride,
                        width
                    );
        }
    }

    /// <summary>A part in its own size, whose rows are runs of bytes in both.</summary>
    private static void Copy(byte* from, Layout source, byte* to, Layout target)
    {
        uint length = (uint)(target.Size.Width * target.Channels);
        for (int y = 0; y < target.Size.Height; y++)
            Unsafe.CopyBlockUnaligned(to + (nint)y * target.RowStride, from + (nint)y * source.RowStride, length);
    }

    private static void Each(byte* row, int* across, byte* result, nint stride, int width)
    {
        for (int x = 0; x < width; x++)
            result[x * stride] = row[across[x]];
    }

    private static void Colors(byte* row, int* across, byte* result, nint stride, int width)
    {
        for (int x = 0; x < width; x++, result += stride)
        {
            byte* pixel = row + across[x];
            *(ushort*)result = *(ushort*)pixel;
            result[2] = pixel[2];
        }
    }

    /// <summary>The pixel under each center. The centers are added up one by one, as Pillow does.</summary>
    private static void Under(float from, float to, int source, int outputs, int* places)
    {
        double step = (double)(to - from) / outputs;
        double center = from + step * 0.5;
        for (int i = 0; i < outputs; i++, center += step)
            places[i] = Math.Clamp((int)center, 0, source - 1);
    }
}
