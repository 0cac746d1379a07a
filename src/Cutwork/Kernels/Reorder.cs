using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork;

/// <summary>Pixels from one order of elements into another: mirrored, interleaved, taken apart.</summary>
internal static unsafe class Reorder
{
    /// <summary>A run of pixels between any two strides.</summary>
    /// <param name="source">The first pixel's first channel.</param>
    /// <param name="pixelStep">Elements from a pixel to the next that is read; negative where mirrored.</param>
    /// <param name="channelStep">Elements from a channel to the next; 0 serves one channel to all.</param>
    /// <param name="destination">Where it goes.</param>
    /// <param name="pixelStride">Elements from a pixel to the next that is written.</param>
    /// <param name="channelStride">Elements from a channel to the next that is written.</param>
    /// <param name="count">Pixels.</param>
    /// <param name="channels">Channels.</param>
    public static void Run<T>(
        T* source,
        nint pixelStep,
        nint channelStep,
        T* destination,
        nint pixelStride,
        nint channelStride,
        nint count,
        int channels
    )
        where T : unmanaged
    {
        bool interleaved = channelStep == 1 && channelStride == 1 && pixelStride == channels;
        if (interleaved && pixelStep == channels)
        {
            Copy(source, destination, count * channels);
            return;
        }
        if (typeof(T) == typeof(byte) && interleaved && channels == 3 && pixelStep == -3)
        {
            MirrorColors((byte*)source + 3, (byte*)destination, count);
            return;
        }
        if (typeof(T) == typeof(byte) && channels == 3 && channelStep == 1 && pixelStep == 3 && pixelStride == 1)
        {
            SplitColors((byte*)source, (byte*)destination, channelStride, count);
            return;
        }
        for (int channel = 0; channel < channels; channel++)
        {
            T* from = source + channel * channelStep;
            T* to = destination + channel * channelStride;
            if (pixelStride == 1 && pixelStep == 1)
                Copy(from, to, count);
            else if (typeof(T) == typeof(byte) && pixelStride == 1 && pixelStep == -1)
                Mirror((byte*)from + 1, (byte*)to, count);
            else
                for (nint i = 0; i < count; i++)
                    to[i * pixelStride] = from[i * pixelStep];
        }
    }

    /// <summary>Rows as they are, from one stride to another.</summary>
    public static void Rows<T>(T* source, nint sourceStride, T* destination, nint stride, nint count, nint rows)
        where T : unmanaged
    {
        const int vector = 64;
        nint bytes = count * sizeof(T);
        for (nint row = 0; row < rows; row++)
        {
            byte* from = (byte*)(source + row * sourceStride);
            byte* to = (byte*)(destination + row * stride);
            if (!Vector512.IsHardwareAccelerated || bytes < vector)
            {
                Buffer.MemoryCopy(from, to, bytes, bytes);
                continue;
            }
            for (nint i = 0; i < bytes - vector; i += vector)
                Vector512.Load(from + i).Store(to + i);
            Vector512.Load(from + bytes - vector).Store(to + bytes - vector);
        }
    }

    private static void Copy<T>(T* source, T* destination, nint count)
        where T : unmanaged
    {
        nint bytes = count * sizeof(T);
        Buffer.MemoryCopy(source, destination, bytes, bytes);
    }

    /// <summary>The bytes before an end, backwards.</summary>
    private static void Mirror(byte* end, byte* destination, nint count)
    {
        nint i = 0;
        if (Vector128.IsHardwareAccelerated)
            for (; i <= count - 16; i += 16)
                Vector128
                    .Shuffle(
                        Vector128.Load(end - i - 16),
                        Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
                    )
                    .Store(destination + i);
        for (; i < count; i++)
            destination[i] = end[-1 - i];
    }

    /// <summary>The three-byte pixels before an end, backwards, their channels in order.</summary>
    private static void MirrorColors(byte* end, byte* destination, nint count)
    {
        nint i = 0;
        if (Vector128.IsHardwareAccelerated)
            // Five pixels end a vector; the byte before them goes where the next turn, or the loop below, writes its own.
            for (; i <= count - 6; i += 5)
                Vector128
                    .Shuffle(
                        Vector128.Load(end - 3 * i - 16),
                        Vector128.Create((byte)13, 14, 15, 10, 11, 12, 7, 8, 9, 4, 5, 6, 1, 2, 3, 0)
                    )
                    .Store(destination + 3 * i);
        for (; i < count; i++)
        {
            byte* pixel = end - 3 * (i + 1);
            destination[3 * i] = pixel[0];
            destination[3 * i + 1] = pixel[1];
            destination[3 * i + 2] = pixel[2];
        }
    }

    /// <summary>The three channels of three-byte pixels, each for itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SplitColors(byte* source, byte* destination, nint channelStride, nint count)
    {
        const byte N = 0xFF; // no byte of this vector
        nint i = 0;
        if (Vector128.IsHardwareAccelerated)
            for (; i <= count - 16; i += 16)
            {
                Vector128<byte> first = Vector128.Load(source + 3 * i);
                Vector128<byte> second = Vector128.Load(source + 3 * i + 16);
                Vector128<byte> third = Vector128.Load(source + 3 * i + 32);
                byte* to = destination + i;
                (
                    Vector128.Shuffle(first, Vector128.Create((byte)0, 3, 6, 9, 12, 15, N, N, N, N, N, N, N, N, N, N))
                    | Vector128.Shuffle(second, Vector128.Create(N, N, N, N, N, N, 2, 5, 8, 11, 14, N, N, N, N, N))
                    | Vector128.Shuffle(third, Vector128.Create(N, N, N, N, N, N, N, N, N, N, N, 1, 4, 7, 10, 13))
                ).Store(to);
                (
                    Vector128.Shuffle(first, Vector128.Create((byte)1, 4, 7, 10, 13, N, N, N, N, N, N, N, N, N, N, N))
                    | Vector128.Shuffle(second, Vector128.Create(N, N, N, N, N, 0, 3, 6, 9, 12, 15, N, N, N, N, N))
                    | Vector128.Shuffle(third, Vector128.Create(N, N, N, N, N, N, N, N, N, N, N, 2, 5, 8, 11, 14))
                ).Store(to + channelStride);
                (
                    Vector128.Shuffle(first, Vector128.Create((byte)2, 5, 8, 11, 14, N, N, N, N, N, N, N, N, N, N, N))
                    | Vector128.Shuffle(second, Vector128.Create(N, N, N, N, N, 1, 4, 7, 10, 13, N, N, N, N, N, N))
                    | Vector128.Shuffle(third, Vector128.Create(N, N, N, N, N, N, N, N, N, N, 0, 3, 6, 9, 12, 15))
                ).Store(to + 2 * channelStride);
            }
        for (; i < count; i++)
        for (int channel = 0; channel < 3; channel++)
            destination[i + channel * channelStride] = source[3 * i + channel];
    }
}
