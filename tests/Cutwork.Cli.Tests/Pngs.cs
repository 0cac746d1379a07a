using Cutwork.Imaging;

namespace Cutwork.Cli.Tests;

/// <summary>Small picture files.</summary>
internal static class Pngs
{
    public static byte[] Of(int height, int width, byte shade = 100)
    {
        byte[] pixels = new byte[height * width * 3];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(shade + 7 * i);
        return PictureCodec.Encode(new Picture(new Size(height, width), 3, pixels), PictureFormat.Png);
    }

    /// <summary>A folder with two classes of five pictures each.</summary>
    public static string TwoClasses(TemporaryFolder temporary, string name = "source")
    {
        for (int i = 0; i < 10; i++)
            temporary.Write($"{name}/{(i < 5 ? "cats" : "dogs")}/{i}.png", Of(12, 10, (byte)(20 * i)));
        return Path.Combine(temporary.Path, name);
    }
}
