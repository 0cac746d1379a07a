using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Cutwork.Imaging.Tests;

/// <summary>Small files, made byte by byte.</summary>
internal static class Samples
{
    /// <summary>A picture in which every byte of every pixel tells where it is.</summary>
    public static Picture Ramp(int height, int width, int channels = 3)
    {
        byte[] pixels = new byte[height * width * channels];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(i * 37 + i / 7);
        return new Picture(new Size(height, width), channels, pixels);
    }

    /// <summary>Bytes by chance, always the same.</summary>
    public static Picture Noise(int height, int width, int channels)
    {
        byte[] pixels = new byte[height * width * channels];
        new Random(height * 1000 + width).NextBytes(pixels);
        return new Picture(new Size(height, width), channels, pixels);
    }

    public static byte[] Plain(byte red, byte green, byte blue, PictureFormat format = PictureFormat.Png) =>
        PictureCodec.Encode(
            new Picture(new Size(2, 3), 3, [.. Enumerable.Repeat<byte[]>([red, green, blue], 6).SelectMany(x => x)]),
            format
        );

    /// <summary>PNG of raw rows: color type 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGBA; chunks go before the data.</summary>
    public static byte[] Png(
        int height,
        int width,
        int depth,
        int colorType,
        byte[] rows,
        params (string, byte[])[] chunks
    )
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = (byte)depth;
        header[9] = (byte)colorType;
        MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            int row = rows.Length / height;
            for (int y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(rows, y * row, row);
            }
        }
        return
        [
            0x89,
            0x50,
            0x4E,
            0x47,
            0x0D,
            0x0A,
            0x1A,
            0x0A,
            .. Chunk("IHDR", header),
            .. chunks.SelectMany(chunk => Chunk(chunk.Item1, chunk.Item2)),
            .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    /// <summary>A tar of members in order, closed by two empty blocks; names are bytes.</summary>
    public static byte[] Tar(params (string Name, byte[] Data)[] members) =>
        [.. members.SelectMany(member => TarMember(member.Name, member.Data)), .. new byte[1024]];

    public static byte[] TarMember(string latin1Name, byte[] data, char type = '0')
    {
        byte[] block = new byte[512 + (data.Length + 511) / 512 * 512];
        Encoding.Latin1.GetBytes(latin1Name).CopyTo(block, 0);
        "0000644\0"u8.CopyTo(block.AsSpan(100));
        Encoding.ASCII.GetBytes(Convert.ToString(data.Length, 8).PadLeft(11, '0')).CopyTo(block, 124);
        block[156] = (byte)type;
        "ustar\u000000"u8.CopyTo(block.AsSpan(257));
        "        "u8.CopyTo(block.AsSpan(148));
        int sum = block.Take(512).Sum(value => value);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(block, 148);
        data.CopyTo(block, 512);
        return block;
    }

    public static byte[] Gzip(byte[] data)
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
            gzip.Write(data);
        return packed.ToArray();
    }

    public static byte[] Idx(int[] dimensions, byte[] data)
    {
        byte[] header = new byte[4 + 4 * dimensions.Length];
        header[2] = 8;
        header[3] = (byte)dimensions.Length;
        for (int axis = 0; axis < dimensions.Length; axis++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * axis), dimensions[axis]);
        return [.. header, .. data];
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type).CopyTo(chunk, 4);
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    /// <summary>PNG's checksum.</summary>
    public static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
