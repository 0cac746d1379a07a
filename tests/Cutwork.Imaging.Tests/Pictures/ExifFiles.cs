using System.Buffers.Binary;

namespace Cutwork.Imaging.Tests;

/// <summary>Pictures of two by three blocks of 16×16 pixels, with an orientation that is stated in every way.</summary>
internal static class ExifFiles
{
    /// <summary>A TIFF directory with an orientation alone.</summary>
    /// <param name="little">The byte order.</param>
    /// <param name="type">TIFF's type of the number.</param>
    /// <param name="orientation">The number.</param>
    /// <param name="values">How many numbers there are; all are the same.</param>
    public static byte[] Tiff(bool little, int type, int orientation, int values = 1)
    {
        byte[] number = type switch
        {
            1 or 2 or 6 or 7 => [(byte)orientation],
            3 or 8 => Number(2, orientation),
            4 or 9 or 13 => Number(4, orientation),
            5 or 10 => [.. Number(4, 3 * orientation), .. Number(4, 3)],
            11 => Number(4, BitConverter.SingleToInt32Bits(orientation)),
            12 => Number(8, BitConverter.DoubleToInt64Bits(orientation)),
            _ => Number(8, orientation),
        };
        byte[] all = [.. Enumerable.Repeat(number, values).SelectMany(bytes => bytes)];
        const int behind = 8 + 2 + 12 + 4;
        return
        [
            .. little ? "II*\0"u8 : "MM\0*"u8,
            .. Number(4, 8),
            .. Number(2, 1),
            .. Number(2, 0x0112),
            .. Number(2, type),
            .. Number(4, values),
            .. all.Length > 4 ? Number(4, behind) : [.. all, .. new byte[4 - all.Length]],
            .. Number(4, 0),
            .. all.Length > 4 ? all : [],
        ];

        byte[] Number(int bytes, long value)
        {
            byte[] eight = new byte[8];
            if (little)
                BinaryPrimitives.WriteInt64LittleEndian(eight, value);
            else
                BinaryPrimitives.WriteInt64BigEndian(eight, value);
            return little ? eight[..bytes] : eight[^bytes..];
        }
    }

    /// <summary>Blocks 0 1 2 over 3 4 5, of gray 40 times their number.</summary>
    public static byte[] Stored(PictureFormat format)
    {
        byte[] pixels = new byte[32 * 48];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(40 * (i / 48 / 16 * 3 + i % 48 / 16));
        return PictureCodec.Encode(new Picture(new Size(32, 48), 1, pixels), format);
    }

    /// <summary>A PNG with a chunk before or behind the pixels.</summary>
    public static byte[] Png(string type, byte[] data, bool behind)
    {
        byte[] file = Stored(PictureFormat.Png);
        int at = behind ? file.Length - 12 : 8 + 25;
        return [.. file[..at], .. Samples.Chunk(type, data), .. file[at..]];
    }

    /// <summary>A WebP of the extended kind, with a chunk behind the pixels.</summary>
    /// <param name="type">"EXIF" or "XMP ".</param>
    /// <param name="data">What it holds.</param>
    /// <param name="flags">What the header says there is: 8 EXIF, 4 XMP.</param>
    public static byte[] WebP(string type, byte[] data, int flags)
    {
        byte[] body =
        [
            .. "WEBP"u8,
            .. WebPChunk("VP8X", [(byte)flags, 0, 0, 0, 47, 0, 0, 31, 0, 0]),
            .. Stored(PictureFormat.WebP)[12..],
            .. WebPChunk(type, data),
        ];
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        return [.. "RIFF"u8, .. length, .. body];
    }

    /// <summary>A JPEG with a segment FF E1.</summary>
    public static byte[] Jpeg(params byte[][] segments)
    {
        byte[] file = Stored(PictureFormat.Jpeg);
        foreach (byte[] content in segments.Reverse())
            file =
            [
                .. file[..2],
                0xFF,
                0xE1,
                (byte)((content.Length + 2) >> 8),
                (byte)(content.Length + 2),
                .. content,
                .. file[2..],
            ];
        return file;
    }

    private static byte[] WebPChunk(string type, byte[] data)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. Samples.Text(type), .. length, .. data, .. new byte[data.Length % 2]];
    }
}
