using System.Runtime.Intrinsics;

namespace Cutwork.Tests.Kernels;

/// <summary>Single vectors of every width that the processor has, between guard pages.</summary>
public sealed unsafe class LanesTests : IDisposable
{
    private readonly GuardedMemory source = new(4096);
    private readonly GuardedMemory target = new(4096);
    private readonly float[] values = new float[16];

    public static TheoryData<int> Widths =>
        [
            .. new (int Width, bool IsSupported)[]
            {
                (512, Lanes512.IsSupported),
                (256, Lanes256.IsSupported),
                (128, true), // in software where there are no vectors
            }
                .Where(set => set.IsSupported)
                .Select(set => set.Width),
        ];

    /// <summary>All upper halves that are numbers or infinite, with the lower halves around a tie.</summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void Brain_floats_are_the_nearest_and_halves_go_to_even(int width)
    {
        uint[] lowers = [0, 1, 0x7FFF, 0x8000, 0x8001, 0xFFFF];
        var painted = new BFloat16[16];
        for (uint upper = 0; upper < 1 << 16; upper++)
        {
            for (int i = 0; i < lowers.Length; i++)
                values[i] = BitConverter.UInt32BitsToSingle(upper << 16 | lowers[i]);
            if (float.IsNaN(values[1]))
            {
                // Infinity alone has no fraction.
                if (float.IsNaN(values[0]))
                    continue;
                values.AsSpan(1).Fill(values[0]);
            }
            StoreBrain(width, painted, streams: upper % 2 == 1);
            for (int i = 0; i < lowers.Length; i++)
            {
                Assert.Equal(((BFloat16)values[i]).Bits, painted[i].Bits);
                Assert.Equal(Nearest(values[i]), painted[i].Bits);
            }
        }
    }

    /// <summary>The nearer of the two neighbors; they are compared as doubles, in which their distances are exact.</summary>
    private static ushort Nearest(float value)
    {
        var below = (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16);
        if (float.IsInfinity(value))
            return below;
        double low = BFloat16.FromBits(below);
        double high = BFloat16.FromBits((ushort)(below + 1));
        if (double.IsInfinity(high)) // the next power of two stands for it
            high = double.CopySign(Math.Pow(2, 128), low);
        double toLow = Math.Abs(value - low);
        double toHigh = Math.Abs(high - value);
        bool goesUp = toHigh < toLow || toHigh == toLow && below % 2 == 1;
        return (ushort)(below + (goesUp ? 1 : 0));
    }

    [Fact]
    public void A_number_that_is_none_stays_so_as_a_brain_float()
    {
        foreach (uint bits in (uint[])[0x7F800001, 0x7FFFFFFF, 0x7FC00000, 0xFF800001, 0xFFFFFFFF, 0xFFC00000])
        {
            var value = (BFloat16)BitConverter.UInt32BitsToSingle(bits);
            Assert.True(float.IsNaN(value));
            Assert.Equal(bits >> 31, (uint)value.Bits >> 15);
        }
    }

    /// <summary>Every level, every half between two, and their nearest floats on both sides.</summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void Levels_are_the_nearest_and_halves_go_to_even(int width)
    {
        byte[] painted = new byte[16];
        for (int half = 0; half <= 2 * 255; half++)
        for (int eighth = 0; eighth < 8; eighth++)
        {
            float middle = half / 2f + (half < 510 ? eighth / 16f : 0);
            values.AsSpan().Fill(middle);
            values[0] = half == 0 && eighth == 0 ? 0 : MathF.BitDecrement(middle);
            values[2] = MathF.Min(MathF.BitIncrement(middle), MathF.BitDecrement(255.5f));
            StoreBytes(width, painted);
            for (int i = 0; i < 4; i++)
                Assert.Equal((byte)MathF.Round(values[i]), painted[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Channels_are_taken_apart_within_the_bytes_that_were_promised(int width)
    {
        int count = width / 32;
        Span<byte> row = source.First<byte>(4 * count);
        for (int i = 0; i < row.Length; i++)
            row[i] = (byte)(i + 100);
        row.CopyTo(source.Last<byte>(4 * count));
        foreach (bool atEnd in (bool[])[false, true])
            fixed (byte* start = atEnd ? source.Last<byte>(4 * count) : source.First<byte>(4 * count))
            {
                AssertChannels(count, pixel => 100 + 3 * pixel, Split(width, start, 0));
                AssertChannels(count, pixel => 100 + count + 3 * pixel, Split(width, start, 1));
                AssertChannels(count, pixel => 100 + 3 * (count - 1 - pixel), Split(width, start, 2));
                AssertChannels(count, pixel => 100 + count + 3 * (count - 1 - pixel), Split(width, start, 3));
            }
    }

    private static void AssertChannels(int count, Func<int, int> firstOf, float[][] channels)
    {
        for (int channel = 0; channel < 3; channel++)
        for (int pixel = 0; pixel < count; pixel++)
            Assert.Equal((byte)(firstOf(pixel) + channel), channels[channel][pixel]);
    }

    /// <summary>As many bytes are read as floats are made, and no more.</summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void Bytes_become_floats_and_none_behind_them_is_read(int width)
    {
        int count = width / 32;
        foreach (bool atEnd in (bool[])[false, true])
        {
            Span<byte> row = atEnd ? source.Last<byte>(count) : source.First<byte>(count);
            for (int i = 0; i < count; i++)
                row[i] = (byte)(250 + i);
            fixed (byte* start = row)
                Use(width, new Expanding(start, values));
            for (int i = 0; i < count; i++)
                Assert.Equal((byte)(250 + i), values[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_cover_lies_on_its_lanes_alone(int width)
    {
        int count = width / 32;
        for (int from = -20; from <= 20; from++)
        for (int to = from; to <= 20; to++)
        {
            Lay(width, from, to);
            for (int lane = 0; lane < count; lane++)
                Assert.Equal(lane >= from && lane < to ? 2 : 1, values[lane]);
        }
        Lay(width, nint.MaxValue, nint.MaxValue);
        Assert.All(values[..count], value => Assert.Equal(1, value));
        Lay(width, nint.MinValue, nint.MaxValue);
        Assert.All(values[..count], value => Assert.Equal(2, value));
    }

    private void Lay(int width, nint from, nint to) => Use(width, new Covering(from, to, values));

    /// <summary>Flush against the guard after, so that a store of too many bytes would be noticed.</summary>
    private void StoreBrain(int width, BFloat16[] painted, bool streams)
    {
        for (int first = 0; first < 16; first += width / 32)
        {
            Span<BFloat16> row = target.Last<BFloat16>(width / 32);
            fixed (float* from = &values[first])
            fixed (BFloat16* to = row)
                Use(width, new Rounding(from, to, null, streams));
            row.CopyTo(painted.AsSpan(first));
        }
    }

    private void StoreBytes(int width, byte[] painted)
    {
        for (int first = 0; first < 16; first += width / 32)
        {
            Span<byte> row = target.Last<byte>(width / 32);
            fixed (float* from = &values[first])
            fixed (byte* to = row)
                Use(width, new Rounding(from, null, to, false));
            row.CopyTo(painted.AsSpan(first));
        }
    }

    private interface IUse
    {
        void Run<L, V>()
            where L : ILanes<V>
            where V : struct;
    }

    private static void Use<T>(int width, T use)
        where T : IUse
    {
        if (width == 512)
            use.Run<Lanes512, Vector512<float>>();
        else if (width == 256)
            use.Run<Lanes256, Vector256<float>>();
        else
            use.Run<Lanes128, Vector128<float>>();
    }

    private readonly struct Expanding(byte* from, float[] values) : IUse
    {
        public void Run<L, V>()
            where L : ILanes<V>
            where V : struct
        {
            fixed (float* to = values)
                L.Store(L.Expand(from), to);
        }
    }

    private readonly struct Covering(nint from, nint to, float[] values) : IUse
    {
        public void Run<L, V>()
            where L : ILanes<V>
            where V : struct
        {
            fixed (float* destination = values)
                L.Store(L.Cover(L.Create(1), L.Create(2), from, to), destination);
        }
    }

    private readonly struct Rounding(float* from, BFloat16* brain, byte* bytes, bool streams) : IUse
    {
        public void Run<L, V>()
            where L : ILanes<V>
            where V : struct
        {
            if (bytes != null)
                L.Store(L.Load(from), bytes);
            else if (streams)
                L.StoreNonTemporal(L.Load(from), brain);
            else
                L.Store(L.Load(from), brain);
        }
    }

    private static float[][] Split(int width, byte* start, int form) =>
        width switch
        {
            512 => Split<Lanes512, Vector512<float>>(start, form),
            256 => Split<Lanes256, Vector256<float>>(start, form),
            _ => Split<Lanes128, Vector128<float>>(start, form),
        };

    private static float[][] Split<L, V>(byte* start, int form)
        where L : ILanes<V>
        where V : struct
    {
        byte* end = start + 4 * L.Count;
        float* table = stackalloc float[8 * Tone.Group];
        L.FillPlaces(table, table + 4 * Tone.Group);
        Places<V> straight = L.Places(table);
        Places<V> mirrored = L.Places(table + 4 * Tone.Group);
        V a;
        V b;
        V c;
        if (form == 0)
            L.Split(start, straight, out a, out b, out c);
        else if (form == 1)
            L.SplitBefore(end, straight, out a, out b, out c);
        else if (form == 2)
            L.SplitMirrored(start, mirrored, out a, out b, out c);
        else
            L.SplitMirroredBefore(end, mirrored, out a, out b, out c);
        return [Stored(a), Stored(b), Stored(c)];

        static float[] Stored(V value)
        {
            float[] stored = new float[L.Count];
            fixed (float* to = stored)
                L.Store(value, to);
            return stored;
        }
    }

    public void Dispose()
    {
        source.Dispose();
        target.Dispose();
    }
}
