using System.Runtime.InteropServices;
using Cutwork.Tests.Docs;

namespace Cutwork.Tests.Kernels;

public class NoiseVectorTests
{
    private const float Untouched = -12345.5f;

    private static readonly (ulong Seed, int Channel, int Y)[] Places =
    [
        (0, 0, 0),
        (0x0123456789ABCDEF, 2, 7),
        (ulong.MaxValue, 3, 4095),
        (1UL << 32, 1, 1_000_000),
    ];

    private delegate void Draw(Span<float> row, ulong seed, int channel, int y, int first);

    public static TheoryData<bool, int> Cases =>
        [
            .. from normal in (bool[])[false, true]
            from first in (int[])[0, 1, 2, 3, 5, 64, 1000003]
            select (normal, first),
        ];

    /// <summary>Each row lies between guard pages, flush against the one before and then the one after.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_are_the_reference_bit_for_bit_and_nothing_beside_them_is_touched(bool normal, int first)
    {
        Draw draw = normal ? NoiseField.Normal : NoiseField.Uniform;
        Draw reference = normal ? NoiseReference.Normal : NoiseReference.Uniform;
        using var memory = new GuardedMemory(257 * sizeof(float));
        Span<float> all = memory.All<float>();
        float[] expected = new float[257];
        foreach ((ulong seed, int channel, int y) in Places)
            for (int length = 0; length <= 257; length++)
            {
                reference(expected.AsSpan(0, length), seed, channel, y, first);
                for (int side = 0; side < 2; side++)
                {
                    all.Fill(Untouched);
                    Span<float> row = side == 0 ? memory.First<float>(length) : memory.Last<float>(length);
                    draw(row, seed, channel, y, first);
                    AssertSame(expected.AsSpan(0, length), row);
                    Span<float> rest = side == 0 ? all[length..] : all[..^length];
                    Assert.False(rest.ContainsAnyExcept(Untouched));
                }
            }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_region_is_its_rows_and_nothing_between_them_is_touched(bool normal, int first)
    {
        const int stride = 140;
        const int rows = 5;
        float[] region = new float[stride * rows];
        float[] expected = new float[stride * rows];
        for (int width = 0; width <= stride; width++)
        {
            region.AsSpan().Fill(Untouched);
            expected.AsSpan().Fill(Untouched);
            Span<float> destination = region.AsSpan(0, stride * (rows - 1) + width);
            if (normal)
                NoiseField.Normal(destination, stride, rows, width, 99, 1, 40, first);
            else
                NoiseField.Uniform(destination, stride, rows, width, 99, 1, 40, first);
            for (int y = 0; y < rows; y++)
            {
                Span<float> row = expected.AsSpan(y * stride, width);
                if (normal)
                    NoiseReference.Normal(row, 99, 1, 40 + y, first);
                else
                    NoiseReference.Uniform(row, 99, 1, 40 + y, first);
            }
            AssertSame(expected, region);
        }
    }

    [Fact]
    public void A_region_that_does_not_fit_is_refused()
    {
        float[] small = new float[29];

        Assert.Throws<ArgumentOutOfRangeException>(() => NoiseField.Normal(small, 10, 3, 10, 1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoiseField.Uniform(small, 10, 3, 10, 1, 0, 0));
    }

    /// <summary>Three widths, one text: what differs is the name of the width, and the members at the end.</summary>
    [Fact]
    public void The_text_of_every_width_is_the_same()
    {
        string[] texts =
        [
            .. new[] { "512", "256", "128" }.Select(width =>
                Repository
                    .Read("src", "Cutwork", "Kernels", $"Noise{width}.cs")
                    .Split("// What only this width can say.")[0]
                    .Replace("using System.Runtime.Intrinsics.Arm;\n", "")
                    .Replace($"Noise{width}", "Noise")
                    .Replace($"Vector{width}", "Vector")
            ),
        ];

        Assert.Equal(texts[0], texts[1]);
        // The pieces of an edge are moved by Vector128 in all of them.
        Assert.Equal(texts[0].Replace("Vector128", "Vector"), texts[2]);
    }

    private static void AssertSame(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        if (MemoryMarshal.Cast<float, int>(expected).SequenceEqual(MemoryMarshal.Cast<float, int>(actual)))
            return;
        for (int i = 0; i < expected.Length; i++)
            Assert.True(
                BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]),
                $"element {i} of {expected.Length}: {actual[i]:R} instead of {expected[i]:R}"
            );
    }
}
