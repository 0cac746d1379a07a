namespace Cutwork.Tests.Apply;

public class NoiseRowTests
{
    private const ulong Seed = 0xFEDCBA9876543210;

    private static readonly Dictionary<string, Palette> Palettes = new()
    {
        ["bytes"] = Palette.Bytes,
        ["unit"] = Palette.Unit,
        ["normalized"] = Palette.ImageNet,
        ["one value"] = Palette.BytesOf([0.3f], [1f]),
        ["zero mean"] = Palette.UnitOf([-0f], [1f]),
        ["zero mean in bytes"] = Palette.BytesOf([-0f], [0.003f]),
    };

    public static TheoryData<string, RandomLaw> Cases =>
        [.. from name in Palettes.Keys from law in Enum.GetValues<RandomLaw>() select (name, law)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_are_the_palette_s_own_numbers_bit_for_bit(string name, RandomLaw law)
    {
        Palette palette = Palettes[name];
        foreach (int first in (int[])[0, 3, 64])
            for (int length = 0; length <= 257; length++)
            {
                float[] row = new float[length];
                NoiseRow.Draw(row, law, Seed, 2, 11, first, palette);
                Assert.Equal(Bits(Expected(palette, law, length, 11, first)), Bits(row));
            }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Regions_are_their_rows(string name, RandomLaw law)
    {
        Palette palette = Palettes[name];
        float[] region = new float[4 * 50];
        NoiseRow.DrawRows(region, 50, 4, 37, law, Seed, 1, 5, 6, palette);
        for (int y = 0; y < 4; y++)
        {
            float[] row = new float[37];
            NoiseRow.Draw(row, law, Seed, 1, 5 + y, 6, palette);
            Assert.Equal(row, region[(50 * y)..(50 * y + 37)]);
            Assert.Equal(new float[13], region[(50 * y + 37)..(50 * y + 50)]);
        }
    }

    [Theory]
    [InlineData("bytes", RandomLaw.Uniform)]
    [InlineData("bytes", RandomLaw.Normal)]
    [InlineData("one value", RandomLaw.Normal)]
    [InlineData("zero mean in bytes", RandomLaw.Normal)]
    public void Bytes_are_the_floats(string name, RandomLaw law)
    {
        Palette palette = Palettes[name];
        foreach (int length in Enumerable.Range(0, 258).Concat([1023, 1024, 1025, 3000]))
        {
            byte[] painted = new byte[length + 40];
            painted.AsSpan().Fill(201);
            NoiseRow.DrawBytes(painted.AsSpan(20, length), law, Seed, 2, 3, 5, palette);

            byte[] expected = [.. Expected(palette, law, length, 3, 5).Select(value => (byte)value)];
            Assert.Equal(expected, painted[20..^20]);
            Assert.False(painted.AsSpan(0, 20).ContainsAnyExcept((byte)201));
            Assert.False(painted.AsSpan(length + 20).ContainsAnyExcept((byte)201));
        }
    }

    private static float[] Expected(Palette palette, RandomLaw law, int length, int y, int first)
    {
        float[] row = new float[length];
        if (law == RandomLaw.Uniform)
            NoiseReference.Uniform(row, Seed, 2, y, first);
        else
            NoiseReference.Normal(row, Seed, 2, y, first);
        return
        [
            .. row.Select(draw =>
                law == RandomLaw.Uniform ? palette.FromUniform(2, draw) : palette.FromNormal(2, draw)
            ),
        ];
    }

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
