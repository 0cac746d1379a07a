namespace Cutwork;

/// <content>From segments to kernels.</content>
internal sealed unsafe partial class Collation<TIn, TWork, TOut>
{
    /// <summary>A thread's memory while it paints one image.</summary>
    private readonly struct Desk(TIn* own, TIn* partner, TOut* stage, float* noise, TWork* levels)
    {
        public TIn* Own { get; } = own;

        public TIn* Partner { get; } = partner;

        public TOut* Stage { get; } = stage;

        public float* Noise { get; } = noise;

        public TWork* Levels { get; } = levels;
    }

    private int RowElements => Width * Channels;

    private int GatherElements => Math.Max(RowElements, GatherBytes / sizeof(TIn));

    private int StageElements => Math.Max(RowElements, StageBytes / sizeof(TOut));

    private void PaintImage(int position, TOut* image)
    {
        Scratch scratch = Scratch.Own;
        long levelElements = (long)levels * RowElements;
        scratch.Reserve(
            2L * GatherElements * sizeof(TIn)
                + (long)StageElements * sizeof(TOut)
                + (long)Width * sizeof(float)
                + levelElements * sizeof(TWork),
            5
        );
        var desk = new Desk(
            scratch.Take<TIn>(GatherElements),
            scratch.Take<TIn>(GatherElements),
            scratch.Take<TOut>(StageElements),
            scratch.Take<float>(Width),
            scratch.Take<TWork>((nint)levelElements)
        );
        var rows = new RowView<TOut>(image, layout.RowStride, order == Order.Interleaved ? 0 : layout.ChannelStride);
        Composition composition = scratch.Composition;
        if (erases)
            composition.BeginErasers(plan, position, fromStage, toStage);
        else
            composition.Begin(plan, position);
        while (composition.Next())
            if (RunsStraight(composition, rows))
                foreach (Segment segment in composition.Segments)
                    PaintSegment(
                        position,
                        composition,
                        segment,
                        composition.Top,
                        composition.Bottom,
                        Part(rows, composition.Top, segment.Left),
                        streams,
                        desk
                    );
            else
                PaintBand(position, composition, rows, desk);
    }

    /// <summary>
    /// A band needs no stage where its lines go through the cache anyway, or where it is one run whose vectors are aligned.
    /// </summary>
    private bool RunsStraight(Composition composition, RowView<TOut> rows)
    {
        if (!streams || order == Order.Strided)
            return true;
        if (composition.Segments is not [{ Layer: not Segment.Staged } only])
            return false;
        if (only.Layer >= 0 && composition[only.Layer].Source != Source.Partner)
            return false;
        nint row = order == Order.Interleaved ? RowElements : Width;
        bool joins = rows.RowStride == row || row * sizeof(TOut) % 64 == 0 && rows.RowStride * sizeof(TOut) % 64 == 0;
        nuint bits = (nuint)rows.At(0, composition.Top) | (nuint)(rows.PlaneStride * sizeof(TOut));
        return joins && bits % 64 == 0;
    }

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
