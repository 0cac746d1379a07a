using System.Collections.Concurrent;
using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>Brings pictures to the batch's size: by the recipe's views where it has some, else by the framing that was asked for.</summary>
/// <remarks>
/// What a view shows in the batch's size is a window of the picture as it lies in memory. Everything else is resampled as after a crop
/// (pixels around it take no part), antialiased, by the bytes of Pillow's bilinear filter, into memory that is used again.
/// </remarks>
internal sealed class Framer(LoaderOptions options, Recipe recipe, Key key) : IDisposable
{
    private static readonly Recipe Center = new(new CenterCrop());

    private readonly bool frames = recipe.Frames;
    private readonly View whole = View.Whole(options.Size);
    private readonly ConcurrentBag<byte[]> spare = [];
    private readonly ThreadLocal<Resampler> resamplers = new(() => new Resampler());

    /// <summary>Which part of a source the batch shows: the one view of its pixels, boxes and mask.</summary>
    /// <param name="name">The sample's, for messages.</param>
    /// <param name="sample">Its index in the data set.</param>
    /// <param name="sourceSize">The picture's size.</param>
    /// <exception cref="DataSetException">Another size than the batch's, where the framing is exact.</exception>
    public View ViewOf(Func<int, string> name, int sample, Size sourceSize)
    {
        if (frames)
            return recipe.DrawView(key, options.Size, sample, sourceSize);
        if (sourceSize == options.Size)
            return whole;
        if (options.Framing == Framing.Stretch)
            return View.Whole(sourceSize);
        if (options.Framing == Framing.CenterCrop)
            return Center.DrawView(key, options.Size, sample, sourceSize);
        throw new DataSetException(
            name(sample),
            $"it has {sourceSize} pixels, but the batch {options.Size}; choose Framing.CenterCrop or Framing.Stretch, or that size."
        );
    }

    /// <summary>What the batch shows of a picture.</summary>
    /// <param name="name">The sample's, for messages.</param>
    /// <param name="sample">Its index in the data set.</param>
    /// <param name="picture">All of it.</param>
    /// <param name="view">Which part is shown.</param>
    /// <param name="target">Memory that goes back by <see cref="Return"/> when the batch is painted; null where none was needed.</param>
    /// <exception cref="DataSetException">A picture in color for a gray batch.</exception>
    public SourceImage Frame(Func<int, string> name, int sample, SourceImage picture, View view, out byte[]? target)
    {
        target = null;
        if (picture.Layout.Channels > options.Channels)
            throw new DataSetException(
                name(sample),
                "it is in color, but the batch has one channel; ask for three (LoaderOptions.Channels)."
            );
        if (view == whole)
            return picture;
        if (view.Size == options.Size)
            return new SourceImage(
                picture.Pixels,
                picture.Layout,
                new Window(view.Crop.Top, view.Crop.Left, view.Mirror)
            );
        return Resampled(picture, view, out target);
    }

    /// <summary>Takes memory back.</summary>
    public void Return(byte[] target) => spare.Add(target);

    public void Dispose() => resamplers.Dispose();

    private SourceImage Resampled(SourceImage picture, View view, out byte[] target)
    {
        int channels = picture.Layout.Channels;
        target = spare.TryTake(out byte[]? used)
            ? used
            : GC.AllocateUninitializedArray<byte>(checked((int)options.Size.Area * options.Channels));
        var shown = Layout.Interleaved(options.Size, channels);
        resamplers.Value!.Show(
            new ReadOnlyImageView<byte>(picture.Pixels.Span, picture.Layout),
            view,
            new ImageView<byte>(target.AsSpan(0, shown.Extent), shown)
        );
        return new SourceImage(target.AsMemory(0, shown.Extent), shown);
    }
}
