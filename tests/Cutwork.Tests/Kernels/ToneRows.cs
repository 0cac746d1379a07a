namespace Cutwork.Tests.Kernels;

/// <summary>Rows for the tone kernels between guard pages, and a plain loop that says what they become.</summary>
internal sealed unsafe class ToneRows : IDisposable
{
    public const float OwnWeight = 0.3f;
    public const float PartnerWeight = 1 - OwnWeight;

    private const int MostBytes = 3 * 320 + 64;
    private const int MostElements = 3 * 3 * 128 + 128;

    private readonly Arena own = new(MostBytes, 1);
    private readonly Arena partner = new(MostBytes, 2);
    private readonly Arena target = new(MostElements * sizeof(float), 3);
    private readonly GuardedMemory table = new(Tone.Length * sizeof(float));
    private readonly GuardedMemory colors = new(Tone.Half * sizeof(float));
    private readonly float[] numbers; // of each byte in each channel
    private readonly float[] colorOf;
    private readonly int channels;
    private readonly bool splits;
    private Rng rng = new Key(7).Open();

    public ToneRows(int channels, bool splits)
    {
        this.channels = channels;
        this.splits = splits;
        float[] shifts = [.. Enumerable.Range(0, channels).Select(channel => -1.7f + 0.3f * channel)];
        float[] scales = [.. Enumerable.Range(0, channels).Select(channel => 0.0171f + 0.0003f * channel)];
        colorOf =
        [
            .. Enumerable
                .Range(0, channels)
                .Select(channel =>
                    (channel % 3) switch
                    {
                        0 => float.NegativeInfinity,
                        1 => 0.25f + channel,
                        _ => float.PositiveInfinity,
                    }
                ),
        ];
        numbers = new float[256 * channels];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = MathF.FusedMultiplyAdd(i % 256, scales[i / 256], shifts[i / 256]);
        Span<float> colorTable = colors.Last<float>(Tone.Half);
        for (int i = 0; i < Tone.Half; i++)
            colorTable[i] = colorOf[splits ? i / Tone.Group : i % channels];
        fixed (float* entries = table.Last<float>(Tone.Length))
            if (splits)
                Tone.FillSplit(entries, shifts, scales);
            else if (channels == 1)
                Tone.FillPlanar(entries, shifts[0], scales[0]);
            else
                Tone.FillInterleaved(entries, shifts, scales);
    }

    /// <summary>Where the rows of one case lie.</summary>
    /// <param name="Pixels">Columns.</param>
    /// <param name="Rows">Rows.</param>
    /// <param name="SourceGap">Bytes between rows of the sources.</param>
    /// <param name="Aligned">True where rows and planes begin at multiples of 128 bytes of each other, else a few elements apart.</param>
    /// <param name="Gap">Elements between rows and between planes where they aren't aligned.</param>
    /// <param name="AtEnd">The guard that the destination is next to; the sources are next to either in turn.</param>
    /// <param name="Away">Bytes between the destination and its guard.</param>
    /// <param name="Covers">True where a box of one color lies over the rows.</param>
    public readonly record struct Case(
        int Pixels,
        int Rows,
        int SourceGap,
        bool Aligned,
        int Gap,
        bool AtEnd,
        int Away,
        bool Covers
    )
    {
        public nint StrideOf(int elements) => Aligned ? (elements + 63) / 64 * 64 : elements + Gap;

        /// <summary>Streamed, and also not where the stores are aligned and so differ.</summary>
        public int Turns => Aligned && Away == 0 ? 2 : 1;
    }

    /// <summary>Every number of pixels, at every offset of the destination, one row and several.</summary>
    public static IEnumerable<Case> Cases(int most, int channels, int element)
    {
        (int Rows, int SourceGap, bool Aligned, int Gap)[] shapes =
        [
            (1, 0, true, 0),
            (1, 0, false, 1),
            (3, 0, false, 0),
            (3, 5, true, 0),
            (2, 1, false, 3),
        ];
        int number = 0;
        for (int pixels = 0; pixels * channels <= most; pixels++)
            foreach ((int rows, int sourceGap, bool aligned, int gap) in shapes)
            foreach (bool atEnd in (bool[])[false, true])
                for (int away = 0; away < 64; away += rows == 1 ? element : 5 * element)
                    yield return new(pixels, rows, sourceGap, aligned, gap, atEnd, away, number++ % 3 > 0);
    }

    public void Convert<TForm, TOut>(Case given)
        where TForm : IForm
        where TOut : unmanaged
    {
        int length = given.Pixels * channels;
        ByteRows source = Source(own, given, given.AtEnd);
        Planes<TOut> planes = Target<TOut>(given, out nint planeStride);
        Cover cover = CoverOf(given);
        ToneTable entries = Table;
        Ahead ahead = AheadOf(given, source, length);
        Expect<TForm, TForm, TOut>(given, source, null, planes.Row(0, 0), planeStride, cover);
        for (int turn = 0; turn < given.Turns; turn++)
        {
            target.ResetPainted();
            bool streams = turn == 0;
            ToneKernel.Convert<TForm, TOut>(source, length, given.Rows, entries, planes, streams, cover, ahead);
            target.AssertSame($"{given}, streams: {streams}");
        }
        if (given.Away != 0)
            return;
        target.ResetPainted();
        ToneKernel.ConvertEach<TForm, TOut>(source, length, given.Rows, entries, planes, cover);
        target.AssertSame($"{given}, each");
    }

    public void Mix<TForm, TPartnerForm, TOut>(Case given)
        where TForm : IForm
        where TPartnerForm : IForm
        where TOut : unmanaged
    {
        int length = given.Pixels * channels;
        ByteRows first = Source(own, given, given.AtEnd);
        ByteRows second = Source(partner, given, given.Away % 3 == 0);
        Planes<TOut> planes = Target<TOut>(given, out nint planeStride);
        Cover cover = CoverOf(given);
        ToneTable entries = Table;
        Ahead ahead = AheadOf(given, second, length);
        Expect<TForm, TPartnerForm, TOut>(given, first, second, planes.Row(0, 0), planeStride, cover);
        for (int turn = 0; turn < given.Turns; turn++)
        {
            target.ResetPainted();
            bool streams = turn == 0;
            ToneMixKernel.Mix<TForm, TPartnerForm, TOut>(
                first,
                second,
                length,
                given.Rows,
                entries,
                OwnWeight,
                PartnerWeight,
                planes,
                streams,
                new MixCovers(cover, Cover.None, Cover.None),
                ahead
            );
            target.AssertSame($"{given}, streams: {streams}");
        }
        if (given.Away != 0)
            return;
        target.ResetPainted();
        ToneMixKernel.MixEach<TForm, TPartnerForm, TOut>(
            first,
            second,
            length,
            given.Rows,
            entries,
            OwnWeight,
            PartnerWeight,
            planes,
            new MixCovers(cover, Cover.None, Cover.None)
        );
        target.AssertSame($"{given}, each");
    }

    private ToneTable Table
    {
        get
        {
            fixed (float* entries = table.Last<float>(Tone.Length))
                return new(entries, splits ? 1 : channels);
        }
    }

    /// <summary>Rows flush against a guard, or a changing number of bytes away from it.</summary>
    private ByteRows Source(Arena arena, Case given, bool atEnd)
    {
        int length = given.Pixels * channels;
        int stride = length + given.SourceGap;
        int away = given.Away % 8 == 0 ? 0 : 5 * given.Away % 64;
        return new(arena.Place<byte>((given.Rows - 1) * stride + length, atEnd, away), stride);
    }

    private Planes<TOut> Target<TOut>(Case given, out nint planeStride)
        where TOut : unmanaged
    {
        int elements = splits ? given.Pixels : given.Pixels * channels;
        nint rowStride = given.StrideOf(elements);
        planeStride = splits ? given.StrideOf((int)((given.Rows - 1) * rowStride + elements)) : 0;
        return new(
            target.Place<TOut>(2 * planeStride + (given.Rows - 1) * rowStride + elements, given.AtEnd, given.Away),
            planeStride,
            rowStride
        );
    }

    /// <summary>A box anywhere: over nothing of the row, some of it, all of it.</summary>
    private Cover CoverOf(Case given)
    {
        if (!given.Covers)
            return Cover.None;
        int left = rng.Below(given.Pixels + 1);
        int right = left + rng.Below(given.Pixels - left + 1);
        int unit = splits ? 1 : channels;
        fixed (float* table = colors.Last<float>(Tone.Half))
            return new(left * unit, right * unit, table);
    }

    /// <summary>Rows ahead that mostly don't exist.</summary>
    private static Ahead AheadOf(Case given, ByteRows rows, int length)
    {
        Ahead ahead = given.Away % 8 == 0 ? default : Ahead.Of(rows, length);
        if (given.Away % 16 == 4)
            ahead.Add(null, -4096, length);
        return ahead;
    }

    private void Expect<TForm, TPartnerForm, TOut>(
        Case given,
        ByteRows first,
        ByteRows? second,
        TOut* to,
        nint planeStride,
        Cover cover
    )
        where TForm : IForm
        where TPartnerForm : IForm
        where TOut : unmanaged
    {
        target.Reset();
        TOut* expected = target.Twin(to);
        nint rowStride = given.StrideOf(splits ? given.Pixels : given.Pixels * channels);
        for (int row = 0; row < given.Rows; row++)
        for (int pixel = 0; pixel < given.Pixels; pixel++)
        for (int channel = 0; channel < channels; channel++)
        {
            int i = pixel * channels + channel;
            float value = NumberOf<TForm>(first, row, pixel, channel, given.Pixels);
            if (second is { } other)
                value =
                    value * OwnWeight
                    + NumberOf<TPartnerForm>(other, row, pixel, channel, given.Pixels) * PartnerWeight;
            int column = splits ? pixel : i;
            if (column >= cover.Left && column < cover.Right)
                value = colorOf[channel];
            TOut* element = expected + row * rowStride + (splits ? channel * planeStride + pixel : i);
            if (typeof(TOut) == typeof(float))
                *(float*)element = value;
            else
                *(BFloat16*)element = (BFloat16)value;
        }
    }

    private float NumberOf<TForm>(ByteRows rows, int row, int pixel, int channel, int pixels)
        where TForm : IForm
    {
        int column = typeof(TForm) == typeof(MirroredSplitForm) ? pixels - 1 - pixel : pixel;
        return numbers[256 * channel + rows.First[row * rows.Stride + column * channels + channel]];
    }

    public void Dispose()
    {
        own.Dispose();
        partner.Dispose();
        target.Dispose();
        table.Dispose();
        colors.Dispose();
    }
}
