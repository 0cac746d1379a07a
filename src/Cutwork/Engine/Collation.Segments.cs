namespace Cutwork;

/// <content>From segments to kernels.</content>
internal sealed unsafe partial class Collation<TIn, TWork, TOut>
{
    /// <summary>A thread's memory while it paints one image.</summary>
    private readonly struct Desk(TIn* own, TIn* partner, TOut* stage, float* noise, TWork* levels, float* colors)
    {
        public TIn* Own { get; } = own;

        public TIn* Partner { get; } = partner;

        public TOut* Stage { get; } = stage;

        public float* Noise { get; } = noise;

        public TWork* Levels { get; } = levels;

        public float* Colors { get; } = colors;
    }

    private int RowElements => Width * Channels;

    private int GatherElements => Math.Max(RowElements, GatherBytes / sizeof(TIn));

    private int ColorElements => (Channels + 1) * Tone.Half;

    private int StageElements => Math.Max(RowElements, StageBytes / sizeof(TOut));

    private void PaintImage(int position, TOut* image)
    {
        Scratch scratch = Scratch.Borrow();
        try
        {
            PaintImage(position, image, scratch);
        }
        finally
        {
            scratch.GiveBack();
        }
    }

    private void PaintImage(int position, TOut* image, Scratch scratch)
    {
        long levelElements = (long)levels * RowElements;
        scratch.Reserve(
            2L * GatherElements * sizeof(TIn)
                + (long)StageElements * sizeof(TOut)
                + (long)Width * sizeof(float)
                + levelElements * sizeof(TWork)
                + (long)ColorElements * sizeof(float),
            6
        );
        var desk = new Desk(
            scratch.Take<TIn>(GatherElements),
            scratch.Take<TIn>(GatherElements),
            scratch.Take<TOut>(StageElements),
            scratch.Take<float>(Width),
            scratch.Take<TWork>((nint)levelElements),
            scratch.Take<float>(ColorElements)
        );
        var rows = new RowView<TOut>(image, layout.RowStride, order == Order.Interleaved ? 0 : layout.ChannelStride);
        Composition composition = scratch.Composition;
        if (erases)
            composition.BeginErasers(plan, position, fromStage, toStage);
        else
            composition.Begin(plan, position);
        while (composition.Next())
            if (typeof(TIn) != typeof(TOut) && Ground.Of(composition, out Ground ground) && order != Order.Strided)
                PaintGrounded(position, composition, ground, rows, desk);
            else if (typeof(TIn) == typeof(TOut) && streams && order != Order.Strided)
                PaintBand(position, composition, rows, desk);
            else
                foreach (Segment segment in composition.Segments)
                    PaintSegment(
                        position,
                        composition,
                        segment,
                        composition.Top,
                        composition.Bottom,
                        Part(rows, composition.Top, segment.Left),
                        streams && composition.Segments.Length == 1,
                        desk
                    );
    }

    /// <summary>
    /// A band whose ground is one run per row: painted a few rows at a time, with what lies over it laid on while the cache still holds
    /// the rows.
    /// </summary>
    private void PaintGrounded(int position, Composition composition, Ground ground, RowView<TOut> rows, Desk desk)
    {
        if (ground.IsOverlaid && TryBox(position, composition, ground, desk, out Box box))
        {
            LayGround(position, composition, ground, rows, box, desk);
            return;
        }
        bool streaming = streams && !ground.IsOverlaid;
        int most = Math.Max(1, GatherElements / RowElements);
        for (int top = composition.Top; top < composition.Bottom; top += most)
        {
            var strip = new Region(top, 0, Math.Min(most, composition.Bottom - top), Width);
            RowView<TOut> here = Part(rows, top, 0);
            if (ground.Layer == Segment.Staged)
                LayPasted(position, composition, strip, here, streaming, desk);
            else
                PaintSegment(
                    position,
                    composition,
                    new Segment(0, Width, ground.Layer),
                    top,
                    strip.Bottom,
                    here,
                    streaming,
                    desk
                );
            if (!ground.IsOverlaid)
                continue;
            foreach (Segment segment in composition.Segments)
                if (Ground.Overlays(composition, segment))
                    PaintSegment(
                        position,
                        composition,
                        segment,
                        top,
                        strip.Bottom,
                        Part(here, 0, segment.Left),
                        false,
                        desk
                    );
        }
    }

    /// <summary>A ground with one box of one color over it: both in one run.</summary>
    private void LayGround(int position, Composition composition, Ground ground, RowView<TOut> rows, Box box, Desk desk)
    {
        var part = new Region(composition.Top, 0, composition.Bottom - composition.Top, Width);
        RowView<TOut> here = Part(rows, composition.Top, 0);
        if (ground.Layer == Segment.Own)
        {
            LaySource(position, part, here, streams, desk, box);
            return;
        }
        Layer layer = composition[ground.Layer];
        ref readonly Stroke stroke = ref plan.Stages[layer.Stage].Of(position)[layer.Stroke];
        if (layer.Lay == Lay.Blends)
            LayMix(position, stroke, part, here, streams, desk, box);
        else
            LaySource(stroke.Partner, part, here, streams, desk, box);
    }

    /// <summary>The tables of a band's color, where it has one box of one color over one source or one blend.</summary>
    private bool TryBox(int position, Composition composition, Ground ground, Desk desk, out Box box)
    {
        box = default;
        if (ground.Layer == Segment.Staged)
            return false;
        Segment over = default;
        foreach (Segment segment in composition.Segments)
            if (Ground.Overlays(composition, segment))
            {
                if (over.Width > 0 || segment.Layer == Segment.Staged)
                    return false;
                over = segment;
            }
        Layer layer = composition[over.Layer];
        if (layer.Source == Source.Noise)
            return false;
        Stage stage = plan.Stages[layer.Stage];
        ref readonly Stroke stroke = ref stage.Of(position)[layer.Stroke];
        Paint paint = stage.Origins[stroke.Origin].Paint;
        Span<float> colors = stackalloc float[Channels];
        for (int channel = 0; channel < Channels; channel++)
            colors[channel] = EraserColor.Of(stroke, paint, channel, palette);
        FillColors(colors, desk.Colors);
        box = new Box(over.Left, over.Right, desk.Colors);
        return true;
    }

    private void FillColors(ReadOnlySpan<float> colors, float* tables)
    {
        if (order == Order.Interleaved)
        {
            for (int i = 0; i < Tone.Half; i++)
                tables[i] = colors[i % Channels];
            return;
        }
        for (int channel = 0; channel < Channels; channel++)
            new Span<float>(tables + channel * Tone.Half, Tone.Half).Fill(colors[channel]);
        if (Channels != 3)
            return;
        for (int i = 0; i < Tone.Half; i++)
            tables[3 * Tone.Half + i] = colors[i / Tone.Group];
    }

    /// <summary>A band of copies: put together in the cache first, where segments may begin at any column, then moved out in whole lines.</summary>
    private void PaintBand(int position, Composition composition, RowView<TOut> rows, Desk desk)
    {
        nint rowElements = order == Order.Interleaved ? RowElements : Width;
        int planes = order == Order.Interleaved ? 1 : Channels;
        int most = StageElements / RowElements;
        for (int top = composition.Top; top < composition.Bottom; top += most)
        {
            int bottom = Math.Min(top + most, composition.Bottom);
            nint plane = (bottom - top) * rowElements;
            var stage = new RowView<TOut>(desk.Stage, rowElements, plane);
            foreach (Segment segment in composition.Segments)
                PaintSegment(position, composition, segment, top, bottom, Part(stage, 0, segment.Left), false, desk);
            for (int number = 0; number < planes; number++)
                if (rows.RowStride == rowElements)
                    Stream.Copy(stage.At(number, 0), rows.At(number, top), plane * sizeof(TOut));
                else
                    for (int row = 0; row < bottom - top; row++)
                        Stream.Copy(stage.At(number, row), rows.At(number, top + row), rowElements * sizeof(TOut));
        }
    }

    /// <summary>The rows from one on, from a column on.</summary>
    private RowView<TOut> Part(RowView<TOut> rows, int row, int column) =>
        new(rows.At(0, row) + column * PixelStride, rows.RowStride, rows.PlaneStride);

    private nint PixelStride =>
        order switch
        {
            Order.Planar => 1,
            Order.Interleaved => Channels,
            _ => layout.PixelStride,
        };

    /// <summary>The rows from <paramref name="top"/> to <paramref name="bottom"/> of a segment; row 0 of <paramref name="rows"/> is the first.</summary>
    private void PaintSegment(
        int position,
        Composition composition,
        Segment segment,
        int top,
        int bottom,
        RowView<TOut> rows,
        bool streaming,
        Desk desk
    )
    {
        if (erases && segment.Layer == Segment.Own)
            return;
        var part = new Region(top, segment.Left, bottom - top, segment.Width);
        if (order == Order.Strided || segment.Layer == Segment.Staged)
        {
            LayStaged(position, part, rows, desk);
            return;
        }
        if (segment.Layer == Segment.Own)
        {
            LaySource(position, part, rows, streaming, desk);
            return;
        }
        Layer layer = composition[segment.Layer];
        Stage stage = plan.Stages[layer.Stage];
        ref readonly Stroke stroke = ref stage.Of(position)[layer.Stroke];
        if (stroke.Source == Source.Noise)
            LayNoise(stroke, stage.Origins[stroke.Origin].Paint, part, rows, desk);
        else if (stroke.Source != Source.Partner)
            LayColor(stroke, stage.Origins[stroke.Origin].Paint, part, rows);
        else if (stroke.OwnWeight == 0)
            LaySource(stroke.Partner, part, rows, streaming, desk);
        else
            LayMix(position, stroke, part, rows, streaming, desk);
    }
}
