using System.Collections.Immutable;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>Brings samples to a size before they are packed: the picture, its boxes and its mask by one view.</summary>
internal sealed class PackFraming(Size size, Fit fit)
{
    private static readonly Recipe Center = new(new CenterCrop());

    /// <summary>The sample as it is packed.</summary>
    public DataSample Frame(DataSample sample)
    {
        Size source = sample.Picture.Size;
        Size target = fit == Fit.Shorter ? Covering(source) : size;
        if (source == target)
            return sample;
        View view = fit == Fit.Crop ? Center.DrawView(default, size, sample.Index, source) : View.Whole(source);
        return sample with
        {
            Picture = sample.Picture.Show(view, target),
            Boxes = [.. Shown(sample.Boxes, view, target)],
            Mask = sample.Mask is { } mask
                ? new Picture(source, channels: 1, mask).Show(view, target, Filter.Nearest).Pixels
                : null,
        };
    }

    // The shorter side, by the measure of the size, becomes the size's; no picture is enlarged.
    private Size Covering(Size source)
    {
        double scale = Math.Max((double)size.Height / source.Height, (double)size.Width / source.Width);
        return scale >= 1
            ? source
            : new Size(
                Math.Max(size.Height, (int)Math.Round(source.Height * scale)),
                Math.Max(size.Width, (int)Math.Round(source.Width * scale))
            );
    }

    private static IEnumerable<LabeledBox> Shown(ImmutableArray<LabeledBox> boxes, View view, Size target)
    {
        foreach (LabeledBox box in boxes)
            if (view.Show(box.Region, target, out _) is { } shown)
                yield return new LabeledBox(Rounded(shown, target), box.Label);
    }

    // Edges go to the nearest pixel edge, halves down and right; what would have no pixel left keeps one.
    private static Region Rounded(Box box, Size size)
    {
        (int top, int height) = Rounded(box.Top, box.Bottom, size.Height);
        (int left, int width) = Rounded(box.Left, box.Right, size.Width);
        return new Region(top, left, height, width);
    }

    private static (int From, int Length) Rounded(float from, float to, int side)
    {
        int start = (int)Math.Floor(from + 0.5);
        int end = (int)Math.Floor(to + 0.5);
        return end > start ? (start, end - start) : ((int)Math.Min((from + to) / 2, side - 1), 1);
    }
}
