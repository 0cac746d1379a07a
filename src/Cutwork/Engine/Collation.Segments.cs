using System.Collections.Immutable;

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

    private Desk DeskOf(Scratch scratch)
    {
        long levelElements = (long)levels * RowElements * StagedRows;
        scratch.Reserve(
            2L * GatherElements * sizeof(TIn)
                + (long)StageElements * sizeof(TOut)
                + (long)Width * sizeof(float)
                + levelElements * sizeof(TWork)
                + 3L * ColorElements * sizeof(float),
            6
        );
        return new Desk(
            scratch.Take<TIn>(GatherElements),
            scratch.Take<TIn>(GatherElements),
            scratch.Take<TOut>(StageElements),
            scratch.Take<float>(Width),
            scratch.Take<TWork>((nint)levelElements),
            scratch.Take<float>(3 * ColorElements)
        );
    }

    private void PaintImage(int position, TOut* image, Composition composition, in Desk desk)
    {
        var rows = new RowView<TOut>(image, layout.RowStride, order == Order.Interleaved ? 0 : layout.ChannelStride);
        if (!erases && order != Order.Strided && TryPaintWhole(position, rows, desk))
            return;
        if (erases)
            composition.BeginErasers(plan, position, fromStage, toStage);
        else
            composition.Begin(plan, position);
        if (TryPaintTogether(position, composition, rows, desk))
            return;
        while (composition.Next())
            if (typeof(TIn) != typeof(TOut) && Ground.Of(composition, out Ground ground) && order != Order.Strided)
                PaintGrounded(position, composition, ground, rows, desk);
            else if (
                typeof(TIn) == typeof(TOut)
                && streams
                && order != Order.Strided
                && composition.Segments.Length > 1
            )
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

    /// <summary>An image that has no stroke, or one partner's over all of it, as after mixup: there is nothing to compose.</summary>
    /// <remarks>47 of 420 ns of a blended image of 32×32 (Zen 4).</remarks>
    private bool TryPaintWhole(int position, in RowView<TOut> rows, in Desk desk)
    {
        int only = -1;
        ImmutableArray<Stage> stages = plan.Stages;
        for (int number = 0; number < stages.Length; number++)
        {
            int strokes = stages[number].Of(position).Length;
            if (strokes > 1 || strokes == 1 && only >= 0)
                return false;
            only = strokes == 1 ? number : only;
        }
        if (only < 0)
        {
            LaySource(position, whole, rows, streams, desk);
            return true;
        }
        ref readonly Stroke stroke = ref stages[only].Of(position)[0];
        if (stroke.Source != Source.Partner || stroke.Region != whole)
            return false;
        for (int earlier = 0; earlier < only; earlier++)
            if (stages[earlier].Of(stroke.Partner).Length > 0)
                return false; // the partner is read as it was painted before
        if (stroke.OwnWeight == 0)
            LaySource(stroke.Partner, whole, rows, streams, desk);
        else
            LayMix(position, stroke, whole, rows, streams, desk);
        return true;
    }

    /// <summary>A band of copies: put together in the cache first, where segments may begin at any column, then moved out in whole lines.</summary>
    private void PaintBand(int position, Composition composition, in RowView<TOut> rows, in Desk desk)
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
    private RowView<TOut> Part(in RowView<TOut> rows, int row, int column) =>
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
        in RowView<TOut> rows,
        bool streaming,
        in Desk desk
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
        ref readonly Stroke stroke = ref stage.Of(layer.Image)[layer.Stroke];
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
