namespace Cutwork.Imaging.Tests.Pictures;

/// <summary>Every length, and nothing beyond it.</summary>
public class PixelBytesTests
{
    [Fact]
    public void Four_bytes_become_three_and_three_four()
    {
        for (int count = 0; count <= 70; count++)
        {
            byte[] rgb = [.. Enumerable.Range(0, 3 * count).Select(i => (byte)(7 * i + count))];
            byte[] rgba = new byte[4 * count + 8];
            rgba.AsSpan().Fill(9);
            PixelBytes.FromRgb(rgb, rgba.AsSpan(0, 4 * count));
            for (int i = 0; i < count; i++)
                Assert.Equal([.. rgb.AsSpan(3 * i, 3), 255], rgba.AsSpan(4 * i, 4).ToArray());
            Assert.All(rgba.AsSpan(4 * count).ToArray(), value => Assert.Equal(9, value));

            byte[] again = new byte[3 * count + 8];
            again.AsSpan().Fill(9);
            PixelBytes.ToRgb(rgba.AsSpan(0, 4 * count), again.AsSpan(0, 3 * count));
            Assert.Equal(rgb, again[..(3 * count)]);
            Assert.All(again.AsSpan(3 * count).ToArray(), value => Assert.Equal(9, value));
        }
    }
}
