using System.Diagnostics;
using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>Brings pictures to the batch's size: by the recipe's views where it has some, else by the framing that was asked for.</summary>
/// <remarks>
/// What a view shows in the batch's size is a window of the picture as it lies in memory. Everything else is resampled as after a crop
/// (pixels around it take no part), by <see cref="LoaderOptions.Filter"/>, into memory that is used again.
/// </remarks>
internal sealed class Framer(LoaderOptions options, Recipe recipe, Key key, FramingMemory memory) : IDisposable
{
    private static readonly Recipe Center = new(new CenterCrop());

    private readonly bool frames = recipe.Frames;
    private readonly View whole = View.Whole(options.Size);
    private readonly ThreadLocal<FramingDesk> desks = new(memory.TakeDesk, trackAllValues: true);

    /// <summary>This thread's.</summary>
    public Resampler Resampler => desks.Value!.Resampler;

    /// <summary>Which part of a source the batch shows: the one view of its pixels, boxes and mask.</summary>
    /// <param name="name">The sample's, for messages.</param>
    /// <param name="sample">Its index in the data set.</param>
    /// <param name="occurrence">How often it came before in the epoch.</param>
    /// <param name="sourceSize">The picture's size.</param>
    /// <exception cref="DataSetException">Another size than the batch's, where the framing is exact.</exception>
    public View ViewOf(Func<int, string> name, int sample, int occurrence, Size sourceSize)
    {
        if (frames)
            return recipe.DrawView(key, options.Size, sample, sourceSize, occurrence);
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
        CheckChannels(name, sample, picture.Layout.Channels);
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

    /// <summary>Decodes what the batch shows of a file, and no more than that where its format and decoder allow it.</summary>
    /// <param name="name">The sample's, for messages.</param>
    /// <param name="sample">Its index in the data set.</param>
    /// <param name="file">The file.</param>
    /// <param name="view">Which part is shown.</param>
    /// <param name="target">Memory that goes back by <see cref="Return"/> when the batch is painted, set as soon as it is taken.</param>
    /// <param name="resampling">When decoding was done, by the stopwatch.</param>
    /// <exception cref="DataSetException">The file is damaged, or in color for a gray batch.</exception>
    public SourceImage Decode(
        Func<int, string> name,
        int sample,
        EncodedSample file,
        View view,
        ref byte[]? target,
        out long resampling
    )
    {
        int channels = file.Header.IsGray ? 1 : 3;
        CheckChannels(name, sample, channels);
        DecodedPart part = DecodedPart.Of(view, file.Header, options.Size, options.Filter);
        var layout = Layout.Interleaved(new Size(part.Region.Height, part.Region.Width), channels);
        target = Take();
        if (view.Size == options.Size)
        {
            file.DecodeTo(target, channels, part.Region);
            resampling = Stopwatch.GetTimestamp();
            var window = new Window(view.Crop.Top - part.Region.Top, view.Crop.Left - part.Region.Left, view.Mirror);
            return new SourceImage(target.AsMemory(0, layout.Extent), layout, window);
        }
        Span<byte> pixels = desks.Value!.DecodeInto(layout.Extent);
        file.DecodeTo(pixels, channels, part.Region, part.Reduction);
        resampling = Stopwatch.GetTimestamp();
        var source = new ReadOnlyImageView<byte>(pixels, layout);
        var shown = Layout.Interleaved(options.Size, channels);
        var to = new ImageView<byte>(target.AsSpan(0, shown.Extent), shown);
        if (part.Shown is { } box)
            Resampler.Resample(source, box, to, options.Filter, view.Mirror);
        else
            Resampler.Show(source, view, to, options.Filter);
        return new SourceImage(target.AsMemory(0, shown.Extent), shown);
    }

    /// <summary>Decodes a region of what <see cref="Decode"/> would, and throws it away.</summary>
    public void DecodeOnly(EncodedSample file, View view, Func<DecodedPart, Region> regionOf)
    {
        int channels = file.Header.IsGray ? 1 : 3;
        DecodedPart part = DecodedPart.Of(view, file.Header, options.Size, options.Filter);
        Region region = regionOf(part);
        file.DecodeTo(desks.Value!.DecodeInto(checked((int)region.Area * channels)), channels, region, part.Reduction);
    }

    /// <summary>Takes memory back.</summary>
    public void Return(byte[] target) => memory.Return(target);

    /// <summary>Gives the threads' desks back; none of them frames any more.</summary>
    public void Dispose()
    {
        try
        {
            foreach (FramingDesk desk in desks.Values)
                memory.Return(desk);
        }
        catch (ObjectDisposedException) { } // collected together with a run that nobody disposed
        desks.Dispose();
    }

    private void CheckChannels(Func<int, string> name, int sample, int channels)
    {
        if (channels > options.Channels)
            throw new DataSetException(
                name(sample),
                "it is in color, but the batch has one channel; ask for three (LoaderOptions.Channels)."
            );
    }

    private byte[] Take() => memory.TakeImage((int)options.Size.Area * options.Channels); // a layout's elements: checked

    private SourceImage Resampled(SourceImage picture, View view, out byte[] target)
    {
        int channels = picture.Layout.Channels;
        target = Take();
        var shown = Layout.Interleaved(options.Size, channels);
        Resampler.Show(
            new ReadOnlyImageView<byte>(picture.Pixels.Span, picture.Layout),
            view,
            new ImageView<byte>(target.AsSpan(0, shown.Extent), shown),
            options.Filter
        );
        return new SourceImage(target.AsMemory(0, shown.Extent), shown);
    }
}
