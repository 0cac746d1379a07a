using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork.Imaging;

/// <summary>Pixels of bytes from one order of elements into another: put side by side, taken apart.</summary>
internal static unsafe class PixelCopy
{
    private const int Vector = 16;

    /// <summary>A run of pixels between any two strides.</summary>
    /// <param name="from">The first pixel's first channel.</param>
    /// <param name="pixelStep">Bytes from a pixel to the next that is read.</param>
    /// <param name="channelStep">Bytes from a channel to the next that is read.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="pixelStride">Bytes from a pixel to the next that is written.</param>
    /// <param name="channelStride">Bytes from a channel to the next that is written.</param>
    /// <param name="count">Pixels.</param>
    /// <param name="channels">Channels.</param>
    public static void Run(
        byte* from,
        nint pixelStep,
        nint channelStep,
        byte* to,
        nint pixelStride,
        nint channelStride,
        nint count,
        int channels
    )
    {
        bool areRuns = channels == 1 || (channelStep == 1 && channelStride == 1);
        if (areRuns && pixelStep == channels && pixelStride == channels)
        {
            nint bytes = count * channels;
            Buffer.MemoryCopy(from, to, bytes, bytes);
            return;
        }
        nint split =
            channels == 3 && channelStep == 1 && pixelStep == 3 && pixelStride == 1
                ? SplitColors(from, to, channelStride, count)
                : 0;
        for (int channel = 0; channel < channels; channel++)
        {
            byte* source = from + channel * channelStep;
            byte* destination = to + channel * channelStride;
            for (nint i = split; i < count; i++)
                destination[i * pixelStride] = source[i * pixelStep];
        }
    }

    /// <summary>The three channels of three-byte pixels, each for itself, by whole vectors; how many pixels those were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint SplitColors(byte* from, byte* to, nint channelStride, nint count)
    {
        const byte N = 0xFF; // no byte of this vector
        nint i = 0;
        if (!Vector128.IsHardwareAccelerated)
            return i;
        for (; i <= count - Vector; i += Vector)
        {
            Vector128<byte> first = Vector128.Load(from + 3 * i);
            Vector128<byte> second = Vector128.Load(from + 3 * i + Vector);
            Vector128<byte> third = Vector128.Load(from + 3 * i + 2 * Vector);
            byte* planes = to + i;
            (
                Vector128.Shuffle(first, Vector128.Create((byte)0, 3, 6, 9, 12, 15, N, N, N, N, N, N, N, N, N, N))
                | Vector128.Shuffle(second, Vector128.Create(N, N, N, N, N, N, 2, 5, 8, 11, 14, N, N, N, N, N))
                | Vector128.Shuffle(third, Vector128.Create(N, N, N, N, N, N, N, N, N, N, N, 1, 4, 7, 10, 13))
            ).Store(planes);
            (
                Vector128.Shuffle(first, Vector128.Create((byte)1, 4, 7, 10, 13, N, N, N, N, N, N, N, N, N, N, N))
                | Vector128.Shuffle(second, Vector128.Create(N, N, N, N, N, 0, 3, 6, 9, 12, 15, N, N, N, N, N))
                | Vector128.Shuffle(third, Vector128.Create(N, N, N, N, N, N, N, N, N, N, N, 2, 5, 8, 11, 14))
            ).Store(planes + channelStride);
            (
                Vector128.Shuffle(first, Vector128.Create((byte)2, 5, 8, 11, 14, N, N, N, N, N, N, N, N, N, N, N))
                | Vector128.Shuffle(second, Vector128.Create(N, N, N, N, N, 1, 4, 7, 10, 13, N, N, N, N, N, N))
                | Vector128.Shuffle(third, Vector128.Create(N, N, N, N, N, N, N, N, N, N, 0, 3, 6, 9, 12, 15))
            ).Store(planes + 2 * channelStride);
        }
        return i;
    }
}
