namespace Cutwork;

/// <content>Pixels of several layers, made a few rows at a time in the order of the stages.</content>
internal sealed unsafe partial class Collation<TIn, TWork, TOut>
{
    /// <summary>Rows at a time: enough to make the calls cheap, few enough to stay in the cache.</summary>
    private const int StagedRows = 8;

    private void LayStaged(int position, Region part, RowView<TOut> rows, in Desk desk)
    {
        nint channelStride = order == Order.Interleaved ? 1 : rows.PlaneStride;
        int most = Math.Clamp(GatherElements / RowElements, 1, StagedRows);
        RowView<TWork> level = Level(desk, 0);
        for (int top = part.Top; top < part.Bottom; top += most)
        {
            var strip = new Region(top, part.Left, Math.Min(most, part.Bottom - top), part.Width);
            Stage(plan.Stages.Length, position, strip, 0, desk);
            for (int channel = 0; channel < Channels; channel++)
            for (int row = 0; row < strip.Height; row++)
                Put(level.At(channel, row), rows.At(0, top - part.Top + row) + channel * channelStride, part.Width);
        }
    }

    /// <summary>A part of an image as it is after its first stages, plane by plane, in the rows of a level.</summary>
    private void Stage(int stages, int position, Region strip, int level, in Desk desk)
    {
        StageSource(position, strip, Level(desk, level), desk);
        for (int number = 0; number < stages; number++)
        {
            Stage stage = plan.Stages[number];
            foreach (ref readonly Stroke stroke in stage.Of(position))
            {
                Region touched = stroke.Region.Intersect(strip);
                if (touched.IsEmpty)
                    continue;
                RowView<TWork> level0 = Level(desk, level);
                var under = new RowView<TWork>(
                    level0.At(0, touched.Top - strip.Top) + (touched.Left - strip.Left),
                    level0.RowStride,
                    level0.PlaneStride
                );
                if (stroke.Source == Source.Partner)
                    StagePartner(number, stroke, touched, under, level + 1, desk);
                else
                    StagePaint(stroke, stage.Origins[stroke.Origin].Paint, touched, under, desk);
            }
        }
    }

    private void StageSource(int position, Region strip, RowView<TWork> to, in Desk desk)
    {
        ImageSource<TIn> source = sources[position];
        bool splits = typeof(TIn) != typeof(TWork) && Channels == 3 && source.IsInterleaved(3);
        nint rowStride = splits ? 3 * strip.Width : strip.Width;
        nint planeStride = splits ? 0 : rowStride * strip.Height;
        fixed (TIn* memory = source.Memory)
        {
            Region shown = Shown(source, strip);
            if (splits && !source.IsMirrored && source.Holds(shown))
            {
                TIn* first = memory + shown.Top * (nint)source.Layout.RowStride + shown.Left * 3;
                StageRows(new(first, source.Layout.RowStride, 0), true, strip, to);
                return;
            }
            GatherInto(source, memory, strip, desk.Own, rowStride, splits ? 3 : 1, splits ? 1 : planeStride);
        }
        StageRows(new(desk.Own, rowStride, planeStride), splits, strip, to);
    }

    private void StageRows(RowView<TIn> from, bool splits, Region strip, RowView<TWork> to)
    {
        for (int channel = 0; channel < (splits ? 1 : Channels); channel++)
            if (typeof(TIn) == typeof(TWork))
                Reorder.Rows(
                    from.At(channel, 0),
                    from.RowStride,
                    (TIn*)to.At(channel, 0),
                    to.RowStride,
                    strip.Width,
                    strip.Height
                );
            else if (splits)
                ToneKernel.Convert<SplitForm, float>(
                    new ByteRows((byte*)from.First, from.RowStride),
                    3 * strip.Width,
                    strip.Height,
                    tones.Split,
                    new Planes<float>((float*)to.First, to.PlaneStride, to.RowStride),
                    false,
                    Cover.None
                );
            else
                ToneKernel.Convert<StraightForm, float>(
                    new ByteRows((byte*)from.At(channel, 0), from.RowStride),
                    strip.Width,
                    strip.Height,
                    tones.Planar(channel),
                    new Planes<float>((float*)to.At(channel, 0), 0, to.RowStride),
                    false,
                    Cover.None
                );
    }

    private void StagePartner(int stage, in Stroke stroke, Region touched, RowView<TWork> own, int level, in Desk desk)
    {
        // Partners are read as they were before this stage.
        Stage(stage, stroke.Partner, touched, level, desk);
        RowView<TWork> partner = Level(desk, level);
        var ownWeight = (float)stroke.OwnWeight;
        var partnerWeight = (float)(1 - stroke.OwnWeight);
        for (int channel = 0; channel < Channels; channel++)
        for (int row = 0; row < touched.Height; row++)
            if (stroke.OwnWeight == 0)
                Move(partner.At(channel, row), own.At(channel, row), touched.Width * sizeof(TWork), false);
            else
                Blend.Run(
                    own.At(channel, row),
                    partner.At(channel, row),
                    own.At(channel, row),
                    touched.Width,
                    ownWeight,
                    partnerWeight
                );
    }

    private void StagePaint(in Stroke stroke, Paint paint, Region touched, RowView<TWork> under, in Desk desk)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            if (stroke.Source != Source.Noise)
            {
                TWork color = NarrowWork(EraserColor.Of(stroke, paint, channel, palette));
                for (int row = 0; row < touched.Height; row++)
                    new Span<TWork>(under.At(channel, row), touched.Width).Fill(color);
                continue;
            }
            int left = touched.Left - stroke.Region.Left;
            for (int row = 0; row < touched.Height; row++)
            {
                var noise = new Span<float>(desk.Noise, touched.Width);
                int y = touched.Top + row - stroke.Region.Top;
                NoiseRow.Draw(noise, paint.Law, stroke.Seed, channel, y, left, palette);
                TWork* to = under.At(channel, row);
                for (int x = 0; x < noise.Length; x++)
                    to[x] = NarrowWork(noise[x]);
            }
        }
    }

    /// <summary>A finished row of one channel into the destination.</summary>
    private void Put(TWork* from, TOut* to, nint width)
    {
        if (typeof(TWork) == typeof(TOut) && PixelStride == 1)
            Move(from, to, width * sizeof(TOut), false);
        else
            for (nint x = 0; x < width; x++)
                to[x * PixelStride] = typeof(TWork) == typeof(TOut) ? ((TOut*)from)[x] : Narrow(((float*)from)[x]);
    }

    /// <summary>The rows of a level; each partner of a partner has one of its own.</summary>
    private RowView<TWork> Level(Desk desk, int level) =>
        new(desk.Levels + level * (nint)RowElements * StagedRows, Width, (nint)Width * StagedRows);

    private static TWork NarrowWork(float value) =>
        typeof(TWork) == typeof(byte) ? (TWork)(object)(byte)value : (TWork)(object)value;
}
