using static Cutwork.Imaging.Tests.GifFiles;

namespace Cutwork.Imaging.Tests;

/// <summary>Transparent pixels keep the color that is stored for them, in every format.</summary>
public sealed class TransparencyTests
{
    private static readonly byte[] Indices = [0, 1, 2, 3, 2, 2, 1, 0];

    [Fact]
    public void A_gif_and_a_png_of_the_same_palette_and_pixels_are_the_same()
    {
        for (int transparent = 0; transparent < 4; transparent++)
        {
            byte[] alpha = [255, 255, 255, 255];
            alpha[transparent] = 0;
            byte[] png = Samples.Png(2, 4, 8, 3, Indices, ("PLTE", Colors), ("tRNS", alpha));
            byte[] gif = Still(Control(transparent), Image(0, 4, Indices));
            byte[] expected = Painted(Colors, Indices);
            Assert.Equal(expected, Decode(png));
            Assert.Equal(expected, Decode(gif));
            Assert.Equal(expected, Decode(Still(Control(transparent), Image(0, 4, Indices, palette: Colors))));
            Assert.Equal(
                expected,
                Decode(Still([.. Control(transparent), .. Comment(), .. Control(1)], Image(0, 4, Indices)))
            );
        }
        Assert.Equal(Painted(Colors, Indices), Decode(Still([], Image(0, 4, Indices))));
    }

    [Fact]
    public void Of_an_animated_gif_the_first_frame_keeps_its_colors()
    {
        byte[] file =
        [
            .. Canvas(Colors),
            (byte)'!',
            0xFF,
            11,
            .. "NETSCAPE2.0"u8,
            .. (byte[])[3, 1, 0, 0, 0],
            .. Control(2),
            .. Image(0, 4, Indices),
            .. Control(1),
            .. Image(0, 4, [1, 1, 1, 1, 1, 1, 1, 1]),
            (byte)';',
        ];
        Assert.Equal(Painted(Colors, Indices), Decode(file));
        byte[] part = new byte[2 * 2 * 3];
        PictureCodec.DecodeTo(file, "a.gif", part, 3, new Region(0, 2, 2, 2));
        Assert.Equal(Painted(Colors, [2, 3, 1, 0]), part);
    }

    // What Pillow 9.4 makes of the same bytes.
    [Fact]
    public void Around_a_small_first_frame_is_the_transparent_color_or_the_first()
    {
        byte[] frame = [0, 1, 2, 3];
        Assert.Equal(Painted(Colors, [2, 0, 1, 2, 2, 2, 3, 2]), Decode(Still(Control(2), Image(1, 2, frame))));
        Assert.Equal(Painted(Colors, [0, 0, 1, 0, 0, 2, 3, 0]), Decode(Still(Control(null), Image(1, 2, frame))));
        byte[] other = [60, 50, 40, 120, 110, 100, 90, 80, 70, 30, 20, 10];
        Assert.Equal(Painted(other, [2, 0, 1, 2, 2, 2, 3, 2]), Decode(Still(Control(2), Image(1, 2, frame, other))));
    }

    [Fact]
    public void Alpha_of_every_depth_hides_no_color()
    {
        Assert.Equal([10, 10, 10, 200, 200, 200], Decode(Samples.Png(1, 2, 8, 4, [10, 0, 200, 128])));
        Assert.Equal([7, 7, 7, 9, 9, 9], Decode(Samples.Png(1, 2, 8, 0, [7, 9], ("tRNS", [0, 7]))));
        Assert.Equal(
            [1, 2, 3, 4, 5, 6],
            Decode(Samples.Png(1, 2, 8, 2, [1, 2, 3, 4, 5, 6], ("tRNS", [0, 1, 0, 2, 0, 3])))
        );
        Assert.Equal([0x12, 0x34, 0x56], Decode(Samples.Png(1, 1, 16, 6, [0x12, 0xFF, 0x34, 0, 0x56, 0, 0, 0])));
    }

    [Fact]
    public void Cut_gif_files_are_refused_or_read_and_nothing_else()
    {
        byte[] file = Still(Control(2), Image(1, 2, [0, 1, 2, 3], Colors));
        int read = 0;
        for (int length = 0; length < file.Length; length++)
            try
            {
                read += PictureCodec.Decode(file.AsMemory(0, length), "cut.gif").Size.Height;
            }
            catch (PictureException error)
            {
                Assert.StartsWith("cut.gif: ", error.Message, StringComparison.Ordinal);
            }
        Assert.InRange(read, 0, 2 * 8); // whoever lacks no more than the end
    }

    private static byte[] Decode(byte[] file) => PictureCodec.Decode(file, "a").Pixels;

    private static byte[] Painted(byte[] palette, byte[] indices) =>
        [.. indices.SelectMany(index => palette.Skip(3 * index).Take(3))];

    private static byte[] Comment() => [(byte)'!', 0xFE, 2, (byte)'h', (byte)'i', 0];
}
