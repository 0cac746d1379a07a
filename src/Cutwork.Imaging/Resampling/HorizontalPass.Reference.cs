namespace Cutwork.Imaging;

internal static unsafe partial class HorizontalPass
{
    /// <summary>The reference: element by element.</summary>
    /// <param name="row">The row's first pixel.</param>
    /// <param name="pixelStride">Elements from a pixel to the next.</param>
    /// <param name="channels">Channels, one element apart.</param>
    /// <param name="taps">The taps.</param>
    /// <param name="mirrored">Whether the result's first place is the taps' last.</param>
    /// <param name="result">The row, pixel by pixel.</param>
    public static void Each(byte* row, int pixelStride, int channels, Taps taps, bool mirrored, byte* result)
    {
        for (int x = 0; x < taps.Outputs; x++)
        for (int channel = 0; channel < channels; channel++)
        {
            int place = mirrored ? taps.Outputs - 1 - x : x;
            int* weights = taps.Weights + (long)place * taps.Stride;
            int sum = 1 << (Taps.Bits - 1);
            for (int t = 0; t < taps.Count[place]; t++)
                sum += row[(nint)(taps.First[place] + t) * pixelStride + channel] * weights[t];
            *result++ = (byte)Math.Clamp(sum >> Taps.Bits, 0, 255);
        }
    }

    /// <summary>The reference of <see cref="Filter.BilinearPlain"/>: 11 bits of weight, of which 7 are kept.</summary>
    public static void PlainEach(byte* row, int pixelStride, int channels, Taps taps, bool mirrored, short* result)
    {
        for (int x = 0; x < taps.Outputs; x++)
        for (int channel = 0; channel < channels; channel++)
        {
            int place = mirrored ? taps.Outputs - 1 - x : x;
            int* weights = taps.Weights + (long)place * taps.Stride;
            int sum = 0;
            for (int t = 0; t < taps.Count[place]; t++)
                sum += row[(nint)(taps.First[place] + t) * pixelStride + channel] * weights[t];
            *result++ = (short)(sum >> 4);
        }
    }
}
