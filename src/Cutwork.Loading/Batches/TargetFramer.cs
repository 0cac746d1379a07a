using System.Collections.Immutable;
using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>Brings boxes and masks to the batch's size by their picture's view; of the picture itself it needs nothing.</summary>
internal sealed class TargetFramer(LoaderOptions options, Framer framer)
{
    /// <summary>Whether masks are asked for.</summary>
    public bool ShowsMasks => options.Masks;

    /// <summary>What a view shows of some boxes, in their order.</summary>
    public ImmutableArray<ShownBox> Show(ImmutableArray<LabeledBox> boxes, View view)
    {
        var shown = ImmutableArray.CreateBuilder<ShownBox>(boxes.Length);
        foreach (LabeledBox box in boxes)
            if (view.Show(box.Region, options.Size, out double visible) is { } at && visible >= options.MinVisible)
                shown.Add(new ShownBox(at, box.Label, visible));
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
}
