using System.Runtime.CompilerServices;

namespace Cutwork.Tests.Reference;

/// <summary>Lays fills, colors and noise down.</summary>
internal static class EraserBrush
{
    public static void Lay<T>(in Stroke stroke, Paint paint, ImageView<T> image, Palette palette)
        where T : unmanaged
    {
        palette.Check<T>(image.Channels);
        if (stroke.Region.IsEmpty)
            return;
        if (stroke.Source == Source.Noise)
            LayNoise(stroke, paint, image, palette);
        else
            LayColor(stroke, paint, image, palette);
    }

    private static void LayColor<T>(in Stroke stroke, Paint paint, ImageView<T> image, Palette palette)
        where T : unmanaged
    {
        Region region = stroke.Region;
        for (int channel = 0; channel < image.Channels; channel++)
        {
            T value = Convert<T>(ColorOf(stroke, paint, channel, palette));
            for (int y = region.Top; y < region.Bottom; y++)
            {
                int start = image.Layout.Offset(channel, y, region.Left);
                if (image.Layout.IsPlanar)
                    image.Data.Slice(start, region.Width).Fill(value);
                else
                    for (int x = 0, stride = image.Layout.PixelStride; x < region.Width; x++)
                        image.Data[start + x * stride] = value;
            }
        }
    }

    /// <summary>A random color is the noise at the first pixel.</summary>
    private static float ColorOf(in Stroke stroke, Paint paint, int channel, Palette palette)
    {
        if (stroke.Source == Source.Fill)
            return palette.Fill(paint, channel);
        Span<float> draw = stackalloc float[1];
        DrawRow(draw, stroke.Seed, paint.Law, channel, 0, palette);
        return draw[0];
    }

    private static void LayNoise<T>(in Stroke stroke, Paint paint, ImageView<T> image, Palette palette)
        where T : unmanaged
    {
        Region region = stroke.Region;
        float[] row = new float[region.Width];
        for (int channel = 0; channel < image.Channels; channel++)
        for (int y = 0; y < region.Height; y++)
        {
            DrawRow(row, stroke.Seed, paint.Law, channel, y, palette);
            int start = image.Layout.Offset(channel, region.Top + y, region.Left);
            for (int x = 0, stride = image.Layout.PixelStride; x < row.Length; x++)
                image.Data[start + x * stride] = Convert<T>(row[x]);
        }
    }

    private static void DrawRow(Span<float> row, ulong seed, RandomLaw law, int channel, int y, Palette palette)
    {
        if (law == RandomLaw.Uniform)
            NoiseReference.Uniform(row, seed, channel, y, 0);
        else
            NoiseReference.Normal(row, seed, channel, y, 0);
        foreach (ref float value in row)
            value = law == RandomLaw.Uniform ? palette.FromUniform(channel, value) : palette.FromNormal(channel, value);
    }

    /// <summary>The palette has already brought the value into the domain: whole numbers from 0 to 255 for bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Convert<T>(float value)
        where T : unmanaged => typeof(T) == typeof(byte) ? (T)(object)(byte)value : (T)(object)value;
}
