namespace Cutwork;

public sealed unsafe partial class Resampler
{
    private readonly Scratch<int> columns = new();
    private readonly Scratch<int> heights = new();

    private void Nearest(byte* from, Layout source, Box part, byte* to, Layout target, bool mirrored)
    {
        int width = target.Size.Width;
        int* across = columns.Take(width);
        int* down = heights.Take(target.Size.Height);
        Under(part.Left, part.Right, source.Size.Width, width, across);
        Under(part.Top, part.Bottom, source.Size.Height, target.Size.Height, down);
        if (mirrored)
            new Span<int>(across, width).Reverse();
        for (int x = 0; x < width; x++)
            across[x] *= source.PixelStride;

        for (int y = 0; y < target.Size.Height; y++)
        for (int channel = 0; channel < source.Channels; channel++)
        {
            byte* row = from + (nint)down[y] * source.RowStride + (nint)channel * source.ChannelStride;
            byte* result = to + (nint)y * target.RowStride + (nint)channel * target.ChannelStride;
            for (int x = 0; x < width; x++)
                result[(nint)x * target.PixelStride] = row[across[x]];
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
