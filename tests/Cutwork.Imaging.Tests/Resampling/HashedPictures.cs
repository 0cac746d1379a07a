using System.Security.Cryptography;

namespace Cutwork.Imaging.Tests.Resampling;

/// <summary>Pictures from a formula, and images in any layout.</summary>
internal static class HashedPictures
{
    public static readonly string[] Layouts =
    [
        "interleaved",
        "planar",
        "padded",
        "four bytes",
        "planar padded",
        "columns",
    ];

    /// <summary>The picture of goldens/make_resampling.py, interleaved.</summary>
    public static byte[] Hashed(Size size, int channels, bool contrast = false)
    {
        byte[] pixels = new byte[size.Area * channels];
        int at = 0;
        for (uint y = 0; y < size.Height; y++)
        for (uint x = 0; x < size.Width; x++)
        for (uint channel = 0; channel < channels; channel++)
        {
            uint value = y * 73856093 ^ x * 19349663 ^ channel * 83492791;
            value ^= value >> 13;
            value *= 0x5BD1E995;
            value ^= value >> 15;
            value &= 255;
            pixels[at++] = (byte)(contrast ? (value >> 7) * 255 : value);
        }
        return pixels;
    }

    public static Layout Lay(string name, Size size, int channels) =>
        name switch
        {
            "interleaved" => Layout.Interleaved(size, channels),
            "planar" => Layout.Planar(size, channels),
            "padded" => Layout.Interleaved(size, channels, size.Width * channels + 5),
            "four bytes" => new Layout(size, channels, 1, size.Width * 4, 4),
            "planar padded" => Layout.Planar(size, channels, size.Width + 3),
            "columns" => new Layout(size, channels, 1, channels, size.Height * channels),
            _ => throw new ArgumentException(name),
        };

    /// <summary>The same pixels in another layout; what lies between them is 0xAA.</summary>
    public static byte[] Spread(byte[] interleaved, Layout layout)
    {
        byte[] data = new byte[layout.Extent];
        data.AsSpan().Fill(0xAA);
        int at = 0;
        for (int y = 0; y < layout.Size.Height; y++)
        for (int x = 0; x < layout.Size.Width; x++)
        for (int channel = 0; channel < layout.Channels; channel++)
            data[layout.Offset(channel, y, x)] = interleaved[at++];
        return data;
    }

    /// <summary>The pixels of an image, interleaved.</summary>
    public static byte[] Gather(ReadOnlyImageView<byte> image)
    {
        byte[] pixels = new byte[image.Size.Area * image.Channels];
        int at = 0;
        for (int y = 0; y < image.Size.Height; y++)
        for (int x = 0; x < image.Size.Width; x++)
        for (int channel = 0; channel < image.Channels; channel++)
            pixels[at++] = image[channel, y, x];
        return pixels;
    }

    public static ImageView<byte> Empty(Size size, int channels) =>
        new(new byte[size.Area * channels], Layout.Interleaved(size, channels));

    public static string Digest(byte[] pixels) => Convert.ToHexStringLower(SHA256.HashData(pixels));
}
