namespace Cutwork;

/// <content>Pixels of several layers, made row by row in the order of the stages.</content>
internal sealed unsafe partial class Collation<TIn, TWork, TOut>
{
    private void LayStaged(int position, Region part, RowView<TOut> rows, Desk desk)
    {
        nint channelStride = order == Order.Interleaved ? 1 : rows.PlaneStride;
        for (int row = 0; row < part.Height; row++)
        {
            var line = new Region(part.Top + row, part.Left, 1, part.Width);
            Stage(plan.Stages.Length, position, line, 0, desk);
            for (int channel = 0; channel < Channels; channel++)
            {
                TWork* from = LevelRow(desk, 0, channel);
                TOut* to = rows.At(0, row) + channel * channelStride;
                if (typeof(TWork) == typeof(TOut) && PixelStride == 1)
                    Move(from, to, part.Width * sizeof(TOut), false);
                else
                    for (nint x = 0; x < part.Width; x++)
                        to[x * PixelStride] =
                            typeof(TWork) == typeof(TOut) ? ((TOut*)from)[x] : Narrow(((float*)from)[x]);
            }
        }
    }

    /// <summary>A part of one row of an image as it is after its first stages, plane by plane, in the row of a level.</summary>
    private void Stage(int stages, int position, Region line, int level, Desk desk)
    {
        StageSource(position, line, level, desk);
        for (int number = 0; number < stages; number++)
        {
            Stage stage = plan.Stages[number];
            foreach (ref readonly Stroke stroke in stage.Of(position))
            {
                Region touched = stroke.Region.Intersect(line);
                if (touched.IsEmpty)
                    continue;
                nint at = touched.Left - line.Left;
                if (stroke.Source == Source.Partner)
                    StagePartner(number, stroke, touched, at, level, desk);
                else
                    StagePaint(stroke, stage.Origins[stroke.Origin].Paint, touched, at, level, desk);
            }
        }
    }

    private void StageSource(int position, Region line, int level, Desk desk)
    {
        ImageSource<TIn> source = SourceOf(position);
        TWork* to = LevelRow(desk, level, 0);
        bool splits = typeof(TIn) != typeof(TWork) && Channels == 3 && source.IsInterleaved(3);
        fixed (TIn* memory = source.Memory)
        {
            Region shown = Shown(source, line);
            if (splits && !source.IsMirrored && source.Holds(shown))
            {
                StageSplit(memory + shown.Top * (nint)source.Layout.RowStride + shown.Left * 3, line.Width, to);
                return;
            }
            nint channelStride = source.Layout.Channels == 1 ? 0 : source.Layout.ChannelStride;
            int y = line.Top;
            GatherRow(source, memory, y, line, channelStride, desk.Own, splits ? 3 : 1, splits ? 1 : line.Width);
            if (splits)
                StageSplit(desk.Own, line.Width, to);
            else
                for (int channel = 0; channel < Channels; channel++)
                    StagePlane(desk.Own + channel * (nint)line.Width, line.Width, channel, to + channel * (nint)Width);
        }
    }

    private void StageSplit(TIn* pixels, nint width, TWork* to) =>
        ToneKernel.Convert<SplitForm, float>(
            new ByteRows((byte*)pixels, 0),
            3 * width,
            1,
            tones.Split,
            new Planes<float>((float*)to, Width, 0),
            false,
            Cover.None
        );

    private void StagePlane(TIn* plane, nint width, int channel, TWork* to)
    {
        if (typeof(TIn) == typeof(TWork))
            Move(plane, to, width * sizeof(TWork), false);
        else
            ToneKernel.Convert<StraightForm, float>(
                new ByteRows((byte*)plane, 0),
                width,
                1,
                tones.Planar(channel),
                new Planes<float>((float*)to, 0, 0),
                false,
                Cover.None
            );
    }

    private void StagePartner(int stage, in Stroke stroke, Region touched, nint at, int level, Desk desk)
    {
        // Partners are read as they were before this stage.
        Stage(stage, stroke.Partner, touched, level + 1, desk);
        var ownWeight = (float)stroke.OwnWeight;
        var partnerWeight = (float)(1 - stroke.OwnWeight);
        for (int channel = 0; channel < Channels; channel++)
        {
            TWork* partner = LevelRow(desk, level + 1, channel);
            TWork* own = LevelRow(desk, level, channel) + at;
            if (stroke.OwnWeight == 0)
                Move(partner, own, touched.Width * sizeof(TWork), false);
            else
                Blend.Run(own, partner, own, touched.Width, ownWeight, partnerWeight);
        }
    }

    private void StagePaint(in Stroke stroke, Paint paint, Region touched, nint at, int level, Desk desk)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            TWork* to = LevelRow(desk, level, channel) + at;
            if (stroke.Source != Source.Noise)
            {
                float color = EraserColor.Of(stroke, paint, channel, palette);
                for (nint x = 0; x < touched.Width; x++)
                    to[x] = NarrowWork(color);
                continue;
            }
            var noise = new Span<float>(desk.Noise, touched.Width);
            int y = touched.Top - stroke.Region.Top;
            NoiseRow.Draw(noise, paint.Law, stroke.Seed, channel, y, touched.Left - stroke.Region.Left, palette);
            for (int x = 0; x < noise.Length; x++)
                to[x] = NarrowWork(noise[x]);
        }
    }

    private TWork* LevelRow(Desk desk, int level, int channel) =>
        desk.Levels + (level * (nint)Channels + channel) * Width;

    private static TWork NarrowWork(float value) =>
        typeof(TWork) == typeof(byte) ? (TWork)(object)(byte)value : (TWork)(object)value;
}
