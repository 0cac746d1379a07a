using System.Security.Cryptography;

namespace Cutwork.Imaging.Tests;

/// <summary>How files are decoded, to be compared.</summary>
internal static class Decoding
{
    /// <summary>SkiaSharp alone, whose verdict counts.</summary>
    public static PictureDecoder Skia { get; } = new();

    /// <summary>What one decoder makes of a region of the upright picture; null where it leaves the file.</summary>
    public static byte[]? By(IJpegDecoder decoder, byte[] file, int reduction = 1, Region? region = null)
    {
        if (JpegHeader.Read(file) is not { IsUsual: true } header || header.Stored.Area > 10_000_000)
            return null;
        var witness = new Witness(decoder);
        Region part = region ?? Region.Whole(JpegHeader.Reduce(header.Size, reduction));
        byte[] pixels = new byte[part.Area * 3];
        try
        {
            DecodeOptions options = new() { Reduction = reduction };
            new PictureDecoder(witness).DecodeTo(file, "a.jpg", pixels, 3, part, options);
        }
        catch (PictureException)
        {
            return null;
        }
        return witness.Took ? pixels : null;
    }

    /// <summary>Size and pixels, or the message.</summary>
    public static string Outcome(PictureDecoder decoder, byte[] file, string name, int reduction)
    {
        try
        {
            DecodeOptions options = new() { MaximumPixels = 1_000_000, Reduction = reduction };
            Picture picture = decoder.Decode(file, name, options);
            return $"{picture.Size} {Convert.ToHexString(SHA256.HashData(picture.Pixels))}";
        }
        catch (PictureException error)
        {
            Assert.StartsWith(SafeName.Show(name), error.Message, StringComparison.Ordinal);
            return error.Message;
        }
    }

    /// <summary>A region's bytes.</summary>
    public static byte[] Cut(Picture picture, Region region)
    {
        byte[] pixels = new byte[region.Area * 3];
        for (int y = 0; y < region.Height; y++)
            picture
                .Pixels.AsSpan(((region.Top + y) * picture.Size.Width + region.Left) * 3, region.Width * 3)
                .CopyTo(pixels.AsSpan(y * region.Width * 3));
        return pixels;
    }

    public static IEnumerable<string> Photos() =>
        Directory.EnumerateFiles(SharedData.File("photos"), "*.jpg", SearchOption.AllDirectories);

    /// <summary>Black and white by chance: what codes and transforms worst.</summary>
    public static byte[] Noise(int quality, int seed)
    {
        byte[] pixels = new byte[48 * 40 * 3];
        uint state = (uint)(seed * 977 + quality);
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)((state = state * 1664525 + 1013904223) >> 31 == 0 ? 0 : 255);
        return PictureCodec.Encode(new Picture(new Size(48, 40), 3, pixels), PictureFormat.Jpeg, quality);
    }

    private sealed class Witness(IJpegDecoder decoder) : IJpegDecoder
    {
        public bool Took { get; private set; }

        public string Name => decoder.Name;

        public bool TakesManyScans => decoder.TakesManyScans;

        public bool TryDecode(ReadOnlySpan<byte> file, JpegPart part, Span<byte> pixels) =>
            Took = decoder.TryDecode(file, part, pixels);
    }
}
