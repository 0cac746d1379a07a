using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>Brings pictures to the batch's size: by the recipe's views where it has some, else by the framing that was asked for.</summary>
internal sealed class Framer(LoaderOptions options, Recipe recipe, Key key)
{
    /// <exception cref="DataSetException">Another size, where the framing is exact; or a picture in color for a gray batch.</exception>
    public FramedSample Frame(DataSample sample)
    {
        Picture picture = sample.Picture;
        if (picture.Channels > options.Channels)
            throw new DataSetException(
                sample.Name,
                "it is in color, but the batch has one channel; ask for three (LoaderOptions.Channels)."
            );
        SourceImage shown = recipe.Frames
            ? Shown(picture, recipe.DrawView(key, options.Size, sample.Index, picture.Size))
            : Shown(picture, sample.Name);
        return new FramedSample(sample.Index, sample.Label, picture.Size, shown);
    }

    /// <summary>A view: a window where it has the batch's size, else cut out and resized.</summary>
    private SourceImage Shown(Picture picture, View view)
    {
        if (view.Size == options.Size)
            return Of(picture, new Window(view.Crop.Top, view.Crop.Left, view.Mirror));
        return Of(picture.Show(view, options.Size), default);
    }

    private SourceImage Shown(Picture picture, string name)
    {
        if (picture.Size != options.Size)
            picture = options.Framing switch
            {
                Framing.Stretch => picture.Resize(options.Size),
                Framing.CenterCrop => picture.Resize(Covering(picture.Size)),
                _ => throw new DataSetException(
                    name,
                    $"it has {picture.Size} pixels, but the batch {options.Size}; choose Framing.CenterCrop or Framing.Stretch, or that size."
                ),
            };
        return Of(
            picture,
            new Window((picture.Size.Height - options.Size.Height) / 2, (picture.Size.Width - options.Size.Width) / 2)
        );
    }

    private static SourceImage Of(Picture picture, Window window) => new(picture.Pixels, picture.Layout, window);

    /// <summary>The least size of the same proportions that covers the batch's.</summary>
    private Size Covering(Size size)
    {
        double scale = Math.Max((double)options.Size.Height / size.Height, (double)options.Size.Width / size.Width);
        return new Size(
            Math.Max(options.Size.Height, (int)Math.Round(size.Height * scale)),
            Math.Max(options.Size.Width, (int)Math.Round(size.Width * scale))
        );
    }
}
