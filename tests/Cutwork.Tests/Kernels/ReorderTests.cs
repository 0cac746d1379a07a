namespace Cutwork.Tests.Kernels;

/// <summary>Pixels in another order and copied rows, between guard pages.</summary>
public sealed unsafe class ReorderTests : IDisposable
{
    private const int Most = 257;

    private readonly Arena source = new(Most * 4 * sizeof(float) + 128, 1);
    private readonly Arena target = new(Most * 4 * sizeof(float) + 128, 2);

    /// <summary>How the elements of a side stand: planar, interleaved, with room after each pixel, one channel for all.</summary>
    public enum Side
    {
        Planar,
        Interleaved,
        Roomy,
        OneForAll,
    }

    private static (int Pixel, int Channel, int Extent) Steps(Side side, int count, int channels) =>
        side switch
        {
            Side.Planar => (1, count, count * channels),
            Side.Interleaved => (channels, 1, count * channels),
            Side.Roomy => (channels + 1, 1, Math.Max(0, (count - 1) * (channels + 1) + channels)),
            _ => (1, 0, count),
        };

    public static TheoryData<Side, Side, int, bool> Orders =>
        [
            .. from side in Enum.GetValues<Side>()
            from written in (Side[])[Side.Planar, Side.Interleaved, Side.Roomy]
            from channels in (int[])[1, 2, 3]
            from mirrored in (bool[])[false, true]
            select (side, written, channels, mirrored),
        ];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Pixels_come_in_order_and_nothing_beside_them_is_touched(
        Side read,
        Side written,
        int channels,
        bool mirrored
    )
    {
        Run<byte>(read, written, channels, mirrored);
        Run<float>(read, written, channels, mirrored);
    }

    private void Run<T>(Side read, Side written, int channels, bool mirrored)
        where T : unmanaged
    {
        foreach (bool atEnd in (bool[])[false, true])
        foreach (int away in Enumerable.Range(0, 64 / sizeof(T)).Where(away => away % 3 == 0))
            for (int count = away == 0 ? 0 : away % 5; count <= Most; count += away == 0 ? 1 : 7)
            {
                (int pixel, int channel, int extent) = Steps(read, count, channels);
                (int pixelStride, int channelStride, int writtenExtent) = Steps(written, count, channels);
                T* from = source.Place<T>(extent, atEnd, away * sizeof(T));
                T* to = target.Place<T>(writtenExtent, atEnd, (63 / sizeof(T) - away) % 5 * sizeof(T));
                if (mirrored && count > 0)
                    from += (count - 1) * pixel;
                int step = mirrored ? -pixel : pixel;
                target.Reset();
                T* expected = target.Twin(to);
                for (int c = 0; c < channels; c++)
                for (int i = 0; i < count; i++)
                    expected[c * channelStride + i * pixelStride] = from[c * channel + i * step];

                Reorder.Run(from, step, channel, to, pixelStride, channelStride, count, channels);

                target.AssertSame($"{count} pixels of {typeof(T)}, {away} from {atEnd}");
            }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(3, 17)]
    public void Rows_are_copied_and_nothing_between_them_is_touched(int gap, int writtenGap)
    {
        Rows<byte>(gap, writtenGap);
        Rows<float>(gap, writtenGap);
    }

    private void Rows<T>(int gap, int writtenGap)
        where T : unmanaged
    {
        foreach (bool atEnd in (bool[])[false, true])
        foreach (int rows in (int[])[1, 3])
            for (int away = 0; away < 64 / sizeof(T); away++)
            for (int count = away % 3; count <= Most; count += away == 0 ? 1 : 3)
            {
                int extent = (rows - 1) * (count + gap) + count;
                int writtenExtent = (rows - 1) * (count + writtenGap) + count;
                T* from = source.Place<T>(extent, atEnd, away * sizeof(T));
                T* to = target.Place<T>(writtenExtent, atEnd, away * 5 * sizeof(T) % 64);
                target.Reset();
                for (int row = 0; row < rows; row++)
                    new Span<T>(from + row * (count + gap), count).CopyTo(
                        new Span<T>(target.Twin(to) + row * (count + writtenGap), count)
                    );

                Reorder.Rows(from, count + gap, to, count + writtenGap, count, rows);

                target.AssertSame($"{rows} rows of {count} {typeof(T)}, {away} from {atEnd}");
            }
    }

    [Fact]
    public void Streamed_copies_are_copies()
    {
        foreach (bool atEnd in (bool[])[false, true])
            for (int away = 0; away < 64; away++)
            for (int bytes = 0; bytes <= 257; bytes++)
            {
                byte* from = source.Place<byte>(bytes, atEnd, away * 11 % 64);
                byte* to = target.Place<byte>(bytes, atEnd, away);
                target.Reset();
                new Span<byte>(from, bytes).CopyTo(new Span<byte>(target.Twin(to), bytes));

                Stream.Copy(from, to, bytes);

                target.AssertSame($"{bytes} bytes, {away} from {atEnd}");
            }
        Stream.Finish();
    }

    public void Dispose()
    {
        source.Dispose();
        target.Dispose();
    }
}
