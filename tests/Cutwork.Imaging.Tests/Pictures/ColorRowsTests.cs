namespace Cutwork.Imaging.Tests;

/// <summary>Colors against libjpeg's formulas (jdcolor.c, jdsample.c), every number once.</summary>
public sealed unsafe class ColorRowsTests
{
    [Fact]
    public void Every_color_is_the_formula_in_fixed_point()
    {
        const int count = 256;
        byte[] luma = new byte[count + ColorRows.Margin];
        byte[] blue = new byte[count + ColorRows.Margin];
        byte[] red = new byte[count + ColorRows.Margin];
        byte[] rgb = new byte[3 * count];
        foreach (int y in (int[])[0, 1, 77, 128, 254, 255])
            for (int cb = 0; cb < 256; cb++)
            {
                luma.AsSpan().Fill((byte)y);
                blue.AsSpan().Fill((byte)cb);
                for (int i = 0; i < count; i++)
                    red[i] = (byte)i;
                fixed (
                    byte* l = luma,
                        b = blue,
                        r = red,
                        to = rgb
                )
                    ColorRows.Rgb(l, b, r, to, count);
                for (int cr = 0; cr < 256; cr++)
                {
                    (int u, int v) = (cb - 128, cr - 128);
                    Assert.Equal(Clamp(y + ((91881 * v + 32768) >> 16)), rgb[3 * cr]);
                    Assert.Equal(Clamp(y + ((-22554 * u - 46802 * v + 32768) >> 16)), rgb[3 * cr + 1]);
                    Assert.Equal(Clamp(y + ((116130 * u + 32768) >> 16)), rgb[3 * cr + 2]);
                }
            }
    }

    [Fact]
    public void Rows_of_every_length_are_doubled_and_nothing_before_or_behind_is_written()
    {
        const int margin = ColorRows.Margin;
        for (int count = 1; count <= 70; count++)
        {
            byte[] near = new byte[count + 2 * margin];
            byte[] far = new byte[count + 2 * margin];
            for (int i = 0; i < count + 2; i++) // from one before the row to one behind it
                (near[margin - 1 + i], far[margin - 1 + i]) = ((byte)(i * 97 + count), (byte)(i * 61 + 3));
            byte[] across = new byte[2 * count + 2 * margin];
            byte[] both = new byte[2 * count + 2 * margin];
            ushort[] sums = new ushort[count + 2 * margin];
            fixed (
                byte* n = near,
                    f = far,
                    a = across,
                    b = both
            )
            fixed (ushort* s = sums)
            {
                ColorRows.Double(n + margin, a + margin, count);
                ColorRows.Double(n + margin, f + margin, s + margin, b + margin, count);
            }
            Assert.Equal(-1, across.AsSpan(0, margin).IndexOfAnyExcept((byte)0));
            for (int i = 0; i < 2 * count; i++)
            {
                int own = margin + i / 2;
                int other = own + (i % 2 == 0 ? -1 : 1);
                Assert.Equal((3 * near[own] + near[other] + 1 + i % 2) >> 2, across[margin + i]);
                int sum = 3 * near[own] + far[own];
                Assert.Equal((3 * sum + 3 * near[other] + far[other] + 8 - i % 2) >> 4, both[margin + i]);
            }
        }
    }

    private static int Clamp(int value) => Math.Clamp(value, 0, 255);
}
