namespace Cutwork;

/// <content>Bands with one ground, and what lies over it.</content>
internal sealed unsafe partial class Collation<TIn, TWork, TOut>
{
    /// <summary>
    /// A band whose ground is one run per row: painted a few rows at a time, with what lies over it laid on while the cache still holds
    /// the rows.
    /// </summary>
    private void PaintGrounded(
        int position,
        Composition composition,
        Ground ground,
        in RowView<TOut> rows,
        in Desk desk
    )
    {
        if (ground.IsOverlaid && TryBoxes(position, composition, ground, desk, out ColorBoxes boxes, out ColorBox over))
        {
            LayGround(position, composition, ground, rows, boxes, over, desk);
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

    /// <summary>A ground with boxes of one color: all in one run.</summary>
    private void LayGround(
        int position,
        Composition composition,
        Ground ground,
        in RowView<TOut> rows,
        ColorBoxes boxes,
        ColorBox over,
        in Desk desk
    )
    {
        var part = new Region(composition.Top, 0, composition.Bottom - composition.Top, Width);
        RowView<TOut> here = Part(rows, composition.Top, 0);
        if (ground.Layer == Segment.Own)
        {
            LaySource(position, part, here, streams, desk, over);
            return;
        }
        Layer layer = composition[ground.Layer];
        ref readonly Stroke stroke = ref plan.Stages[layer.Stage].Of(layer.Image)[layer.Stroke];
        if (layer.Lay == Lay.Blends)
            LayMix(position, stroke, part, here, streams, desk, boxes);
        else
            LaySource(stroke.Partner, part, here, streams, desk, over);
    }

    /// <summary>
    /// The boxes of a band that has one ground and, of one color each, at most one box over it, one in the own image under a blend
    /// and one in the partner: erasing before and after mixup.
    /// </summary>
    private bool TryBoxes(
        int position,
        Composition composition,
        Ground ground,
        in Desk desk,
        out ColorBoxes boxes,
        out ColorBox over
    )
    {
        boxes = default;
        over = default;
        if (ground.Layer == Segment.Staged)
            return false;
        Segment top = default;
        bool isStaged = false;
        foreach (Segment segment in composition.Segments)
        {
            isStaged |= segment.Layer == Segment.Staged;
            if (segment.Layer < 0 || !Ground.Overlays(composition, segment))
                continue;
            if (top.Width > 0 || composition[segment.Layer].Source == Source.Noise)
                return false;
            top = segment;
        }
        if (top.Width > 0)
        {
            Layer layer = composition[top.Layer];
            over = BoxOf(
                layer.Stage,
                plan.Stages[layer.Stage].Of(layer.Image)[layer.Stroke],
                top.Left,
                top.Right,
                desk,
                0
            );
        }
        ColorBox own = default;
        ColorBox partner = default;
        if (isStaged)
        {
            if (ground.Layer < 0 || composition[ground.Layer].Lay != Lay.Blends)
                return false;
            Layer blend = composition[ground.Layer];
            ReadOnlySpan<Stroke> strokes = plan.Stages[blend.Stage].Of(position);
            var rows = new Region(composition.Top, 0, composition.Bottom - composition.Top, Width);
            if (
                !IsOnlyPartner(position, blend, rows)
                || !TryBoxUnder(blend.Stage, position, rows, desk, 1, out own)
                || !TryBoxUnder(blend.Stage, strokes[blend.Stroke].Partner, rows, desk, 2, out partner)
            )
                return false;
        }
        boxes = new ColorBoxes(over, own, partner);
        return true;
    }

    /// <summary>True where a blend is the first of its stage and alone brings another image into some rows.</summary>
    private bool IsOnlyPartner(int position, in Layer blend, Region rows)
    {
        for (int number = 0; number < plan.Stages.Length; number++)
        {
            ReadOnlySpan<Stroke> strokes = plan.Stages[number].Of(position);
            for (int index = 0; index < strokes.Length; index++)
                if (
                    strokes[index].Source == Source.Partner
                    && (number, index) != (blend.Stage, blend.Stroke)
                    && !strokes[index].Region.Intersect(rows).IsEmpty
                )
                    return false;
        }
        return blend.Stroke == 0;
    }

    /// <summary>What an image has in some rows before a stage: nothing, or one box of one color.</summary>
    private bool TryBoxUnder(int stage, int image, Region rows, in Desk desk, int table, out ColorBox box)
    {
        box = default;
        for (int number = 0; number < stage; number++)
            foreach (ref readonly Stroke stroke in plan.Stages[number].Of(image))
            {
                Region part = stroke.Region.Intersect(rows);
                if (part.IsEmpty)
                    continue;
                if (!box.IsNone || stroke.Source is Source.Partner or Source.Noise)
                    return false;
                box = BoxOf(number, stroke, part.Left, part.Right, desk, table);
            }
        return true;
    }

    private ColorBox BoxOf(int stage, in Stroke stroke, int left, int right, in Desk desk, int table)
    {
        Paint paint = plan.Stages[stage].Origins[stroke.Origin].Paint;
        Span<float> colors = stackalloc float[Channels];
        for (int channel = 0; channel < Channels; channel++)
            colors[channel] = EraserColor.Of(stroke, paint, channel, palette);
        float* tables = desk.Colors + table * ColorElements;
        FillColors(colors, tables);
        return new ColorBox(left, right, tables);
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
}
