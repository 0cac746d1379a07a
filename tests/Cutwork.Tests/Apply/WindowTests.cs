namespace Cutwork.Tests.Apply;

/// <summary>Windows that lie off their image show its surroundings, however far away they are.</summary>
public class WindowTests
{
    private static readonly Size Size = new(5, 40);
    private static readonly Plan Plan = new(new Key(1), Size, [0], []);
    private static readonly ApplyOptions Options = new() { Padding = Paint.Constant(0.2, 0.4, 0.6) };

    public static TheoryData<int, int, Mirror> Far =>
        [
            .. from top in Places
            from left in Places
            from mirror in Enum.GetValues<Mirror>()
            where Math.Abs((long)top) >= 50 || Math.Abs((long)left) >= 50
            select (top, left, mirror),
        ];

    private static int[] Places =>
        [
            int.MinValue,
            int.MinValue + 1,
            -int.MaxValue / 2,
            -50,
            0,
            2,
            50,
            int.MaxValue / 2,
            int.MaxValue - 5,
            int.MaxValue,
        ];

    [Theory]
    [MemberData(nameof(Far))]
    public void A_window_far_outside_shows_padding_alone(int top, int left, Mirror mirror)
    {
        var window = new Window(top, left, mirror);
        foreach (Layout layout in (Layout[])[Layout.Planar(Size, 3), Layout.Interleaved(Size, 3)])
        foreach (Layout painted in (Layout[])[Layout.Planar(Size, 3), Layout.Interleaved(Size, 3)])
        {
            byte[] pixels = new byte[layout.Extent];
            SourceImage[] images = [new(pixels, layout, window)];
            byte[] bytes = new byte[painted.Extent];
            Plan.Collate(images, new ImageBatch<byte>(bytes, painted, 1), Palette.Bytes, options: Options);
            float[] floats = new float[painted.Extent];
            Plan.Collate(images, new ImageBatch<float>(floats, painted, 1), Palette.Unit, options: Options);
            for (int channel = 0; channel < 3; channel++)
            for (int y = 0; y < Size.Height; y++)
            for (int x = 0; x < Size.Width; x++)
            {
                int at = painted.Offset(channel, y, x);
                Assert.Equal(51 + 51 * channel, bytes[at]);
                Assert.Equal((51 + 51 * channel) / 255f, floats[at], 1e-6f);
            }
        }
    }
}
