namespace Cutwork.Imaging;

public sealed unsafe partial class Resampler
{
    private readonly Taps across = new();
    private readonly Taps down = new();
    private readonly Taps plainAcross = new();
    private readonly Taps plainDown = new();
    private readonly TapBlocks blocks = new();
    private readonly Reused<byte> ring = new();
    private readonly Reused<byte> result = new();
    private readonly Reused<nint> rows = new();
    private readonly SourceRows lines = new();

    private void Antialiased(byte* from, Layout source, Box part, byte* to, Layout target, Filter filter, bool mirrored)
    {
        down.FillAntialiased(source.Size.Height, part.Top, part.Bottom, target.Size.Height, filter);
        across.FillAntialiased(source.Size.Width, part.Left, part.Right, target.Size.Width, filter);
        Pass<byte>(from, source, to, target, across, down, mirrored);
    }

    private void Plain(byte* from, Layout source, Box part, byte* to, Layout target, bool mirrored)
    {
        // Seen alone, so that its own border is repeated.
        from += source.Offset(0, (int)part.Top, (int)part.Left);
        var size = new Size((int)part.Bottom - (int)part.Top, (int)part.Right - (int)part.Left);
        source = new Layout(size, source.Channels, source.ChannelStride, source.RowStride, source.PixelStride);
        plainDown.FillPlain(size.Height, target.Size.Height, repeats: true);
        plainAcross.FillPlain(size.Width, target.Size.Width, repeats: false);
        Pass<short>(from, source, to, target, plainAcross, plainDown, mirrored);
    }

    /// <summary>All channels at once; or one by one, where both sides hold them apart.</summary>
    private void Pass<T>(byte* from, Layout source, byte* to, Layout target, Taps across, Taps down, bool mirrored)
        where T : unmanaged
    {
        bool apart = source.Channels > 1 && source.IsPlanar && target.IsPlanar;
        int channels = apart ? 1 : source.Channels;
        lines.View(from, source, channels);
        if (Bits > 0)
            blocks.Fill(across, mirrored, channels, lines.PixelStride, lines.RowBytes, HorizontalPass.Picks(Bits));
        for (int channel = 0; channel < source.Channels; channel += channels)
        {
            lines.View(from + (nint)channel * source.ChannelStride, source, channels);
            Image<T>(to + (nint)channel * target.ChannelStride, target, channels, across, down, mirrored);
        }
    }

    /// <summary>Rows across as they are needed, into a ring; from it, the result's rows.</summary>
    private void Image<T>(byte* to, Layout target, int channels, Taps across, Taps down, bool mirrored)
        where T : unmanaged
    {
        const int line = 64;
        int elements = across.Outputs * channels;
        int capacity = down.Most + 2;
        long stride = (Math.Max(elements, Bits > 0 ? blocks.Written : 0) + 2L * line - 1) / line * line;
        var ring = (T*)this.ring.Take(capacity * stride * sizeof(T));
        var taken = (T**)rows.Take(down.Stride);
        bool direct = target.PixelStride == channels && (channels == 1 || target.ChannelStride == 1);
        byte* aside = direct ? null : result.Take(elements);

        int end = down.First[down.Outputs - 1] + down.Count[down.Outputs - 1];
        int made = 0;
        for (int y = 0; y < down.Outputs; y++)
        {
            int first = down.First[y];
            int count = down.Count[y];
            for (made = Math.Max(made, first); made < first + count; made += 2)
            {
                int other = Math.Min(made + 1, end - 1);
                Across(
                    made,
                    other,
                    ring + made % capacity * stride,
                    ring + other % capacity * stride,
                    across,
                    mirrored
                );
            }
            T* from = ring + first % capacity * stride;
            T* last = ring + (capacity - 1) * stride;
            T* next = from;
            for (int t = 0; t < down.Stride; t++)
            {
                taken[t] = next;
                next =
                    t + 1 >= count ? from
                    : next == last ? ring
                    : next + stride;
            }

            byte* row = to + (nint)y * target.RowStride;
            Down(taken, down, y, direct ? row : aside, elements);
            if (!direct)
                PixelCopy.Run(
                    aside,
                    channels,
                    1,
                    row,
                    target.PixelStride,
                    target.ChannelStride,
                    across.Outputs,
                    channels
                );
        }
    }

    private void Across<T>(int row, int other, T* result, T* otherResult, Taps across, bool mirrored)
        where T : unmanaged
    {
        byte* first = lines.Row(row, 0);
        byte* second = other == row ? first : lines.Row(other, 1);
        if (Bits > 0)
        {
            HorizontalPass.Run(first, second, blocks, Bits, result, otherResult);
            return;
        }
        for (int i = 0; i < 2; i++)
        {
            byte* from = i == 0 ? first : second;
            T* to = i == 0 ? result : otherResult;
            if (typeof(T) == typeof(short))
                HorizontalPass.PlainEach(from, lines.PixelStride, lines.Channels, across, mirrored, (short*)to);
            else
                HorizontalPass.Each(from, lines.PixelStride, lines.Channels, across, mirrored, (byte*)to);
        }
    }

    private void Down<T>(T** rows, Taps down, int y, byte* row, int elements)
        where T : unmanaged
    {
        int* weights = down.Weights + (long)y * down.Stride;
        int count = down.Count[y];
        if (typeof(T) == typeof(short))
        {
            var upper = (short*)rows[0];
            var lower = (short*)rows[count - 1];
            if (Bits > 0)
                VerticalPass.RunPlain(upper, lower, weights, Bits, row, elements);
            else
                VerticalPass.PlainEach(upper, lower, weights, row, elements);
            return;
        }
        if (Bits > 0)
            VerticalPass.Run((byte**)rows, down.Packed + (long)y * down.Stride, count, Bits, row, elements);
        else
            VerticalPass.Each((byte**)rows, weights, count, row, elements);
    }
}
