using System.Collections.Immutable;
using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>
/// Brings boxes and masks to the batch's size by their picture's view, and lets them follow the strokes; of the picture itself it needs nothing.
/// </summary>
internal sealed class TargetFramer(LoaderOptions options, Framer framer)
{
    /// <summary>Whether masks are asked for.</summary>
    public bool ShowsMasks => options.Masks;

    /// <summary>What a view shows of some boxes, in their order; their ids are their numbers in the sample.</summary>
    public ImmutableArray<AnnotatedBox> Show(ImmutableArray<LabeledBox> boxes, View view)
    {
        var shown = ImmutableArray.CreateBuilder<AnnotatedBox>(boxes.Length);
        for (int number = 0; number < boxes.Length; number++)
            if (view.Show(boxes[number].Region, options.Size, out double visible) is { } at)
                shown.Add(new AnnotatedBox(at, boxes[number].Label, number) { InView = visible });
        return shown.DrainToImmutable();
    }

    /// <summary>What a view shows of a mask, by the nearest pixel.</summary>
    /// <param name="name">The sample's, for messages.</param>
    /// <param name="sample">Its index in the data set.</param>
    /// <param name="mask">H · W bytes of the view's source; empty where the sample has none.</param>
    /// <param name="view">The picture's.</param>
    /// <param name="target">A byte for each pixel of the batch's size.</param>
    /// <exception cref="InvalidOperationException">There is no mask.</exception>
    /// <exception cref="DataSetException">It has not the picture's size.</exception>
    public void Show(Func<int, string> name, int sample, ReadOnlyMemory<byte> mask, View view, Span<byte> target)
    {
        if (mask.IsEmpty)
            throw new InvalidOperationException(
                "it has no mask, but batches are to have them; leave LoaderOptions.Masks off, or give every sample a DataSample.Mask."
            );
        if (mask.Length != view.SourceSize.Area)
            throw new DataSetException(
                name(sample),
                $"its mask has {mask.Length} bytes, but its picture of {view.SourceSize} needs {view.SourceSize.Area}, one for each pixel."
            );
        framer.Resampler.Show(
            new ReadOnlyImageView<byte>(mask.Span, Layout.Planar(view.SourceSize, 1)),
            view,
            new ImageView<byte>(target, Layout.Planar(options.Size, 1)),
            Filter.Nearest,
            options.MaskPadding
        );
    }

    /// <summary>The objects that each painted image shows; null where no sample has any.</summary>
    public ImmutableArray<SeenBox>[]? Paint(Plan plan, ShownTargets shown)
    {
        if (shown.Boxes is not { } lists)
            return null;
        int places = plan.Count + plan.Partners.Length;
        int[] starts = new int[places + 1];
        for (int place = 0; place < places; place++)
            starts[place + 1] = starts[place] + (lists[place].IsDefault ? 0 : lists[place].Length);
        var boxes = new AnnotatedBox[starts[^1]];
        for (int place = 0; place < places; place++)
            if (!lists[place].IsDefault)
                lists[place].CopyTo(boxes, starts[place]);
        var seen = new ImmutableArray<SeenBox>[plan.Count];
        var room = new SeenBox[boxes.Length];
        for (int place = 0; place < seen.Length; place++)
            seen[place] = [.. room.AsSpan(0, plan.Apply(place, new(boxes, starts), room, options.BoxRule))];
        return seen;
    }

    /// <summary>The masks of painted images: as they are where no stroke moves a class, else painted, in pairs where images are blended.</summary>
    public void PaintMasks(Plan plan, ShownTargets shown, BatchPool pool, BatchTargets targets)
    {
        if (!shown.HasMasks)
            return;
        (bool changes, bool blends) = Strokes(plan);
        if (!changes)
        {
            targets.Masks = shown.TakeMasks(plan.Count);
            return;
        }
        var layout = Layout.Planar(options.Size, 1);
        ReadOnlyImageBatch<byte> masks = shown.MasksOf(plan.Count + plan.Partners.Length);
        PooledBatch<byte> first = pool.Rent<byte>(layout, plan.Count);
        targets.Masks = first;
        if (!blends)
        {
            plan.ApplyToMaps(masks, first.Open(), options.MaskErased);
            return;
        }
        PooledBatch<byte> second = pool.Rent<byte>(layout, plan.Count);
        targets.SecondMasks = second;
        targets.MaskWeights = new float[plan.Count];
        try
        {
            plan.ApplyToMapPairs(masks, first.Open(), second.Open(), targets.MaskWeights, options.MaskErased);
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidOperationException(
                $"A batch's masks hold one blend of whole images, as two masks and a weight, and this recipe blends otherwise ({error.Message}) In a loader with "
                    + "LoaderOptions.Masks, let one mixup be the last policy that mixes; or leave Masks off.",
                error
            );
        }
    }

    private (bool Changes, bool Blends) Strokes(Plan plan)
    {
        bool changes = false;
        foreach (Stage stage in plan.Stages)
        foreach (ref readonly Stroke stroke in stage.Strokes)
        {
            if (stroke.Source == Source.Partner && stroke.OwnWeight is > 0 and < 1)
                return (true, true);
            changes |= stroke.Source == Source.Partner || options.MaskErased is not null;
        }
        return (changes, false);
    }
}
