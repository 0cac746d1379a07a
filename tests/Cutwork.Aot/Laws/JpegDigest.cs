using System.Security.Cryptography;
using Cutwork.Imaging;

namespace Cutwork.Aot;

/// <summary>Decoded JPEG files, for the digest: small and larger, of all samplings, with restarts, whole, in part, reduced.</summary>
internal static class JpegDigest
{
    /// <summary>The files.</summary>
    public static IEnumerable<byte[]> Files()
    {
        (int Channels, int Across, int Down)[] samplings = [(1, 1, 1), (3, 1, 1), (3, 2, 1), (3, 2, 2)];
        uint seed = 1;
        foreach ((int channels, int across, int down) in samplings)
        {
            for (int side = 6; side <= 40; side += 1 + side / 12)
                yield return JpegFiles.Make(new Size(side, 46 - side), channels, across, down, side % 4, seed++);
            yield return JpegFiles.Make(new Size(83, 131), channels, across, down, 0, seed++);
        }
    }

    /// <summary>Appends the pixels of all files.</summary>
    /// <exception cref="InvalidOperationException">One is not decoded, or a part is not the same as in the whole.</exception>
    public static void Append(IncrementalHash digest)
    {
        var decoder = new SequentialJpegDecoder();
        foreach (byte[] file in Files())
        foreach (int reduction in (int[])[1, 2, 4, 8])
        {
            Assert.True(JpegHeader.Read(file) is { IsUsual: true });
            Size stored = JpegHeader.Read(file)!.Value.Stored;
            var whole = new JpegPart(stored, reduction, Region.Whole(JpegHeader.Reduce(stored, reduction)), 3);
            byte[] pixels = Decode(decoder, file, whole);
            digest.AppendData(pixels);
            foreach (Region region in Regions(whole.Size))
            {
                JpegPart part = whole with { Region = region };
                byte[] cut = new byte[part.Length];
                new Turn(1, whole.Size).Copy(pixels, whole.Region, 3, region, cut, 3);
                Assert.True(Decode(decoder, file, part).AsSpan().SequenceEqual(cut), $"{region} of {whole.Size}");
            }
        }
    }

    private static IEnumerable<Region> Regions(Size size)
    {
        yield return new Region(size.Height / 3, size.Width / 2, (size.Height + 2) / 3, (size.Width + 1) / 2);
        yield return new Region(size.Height - 1, 0, 1, size.Width);
        yield return new Region(0, size.Width - 1, size.Height, 1);
    }

    private static byte[] Decode(SequentialJpegDecoder decoder, byte[] file, JpegPart part)
    {
        byte[] pixels = new byte[part.Length];
        Assert.True(decoder.TryDecode(file, part, pixels), $"{part} is not decoded");
        return pixels;
    }
}
