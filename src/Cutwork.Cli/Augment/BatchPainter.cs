using System.Collections.Concurrent;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>Paints and encodes pictures, on all workers, each in memory that is used again.</summary>
internal sealed class BatchPainter(Frame frame, PictureFormat format)
{
    /// <summary>JPEG's quality; PNG has none.</summary>
    public const int Quality = 95;

    private readonly ConcurrentBag<Picture> spare = [];

    /// <summary>One picture of a batch as a file's bytes; <paramref name="keep"/> sees the pixels before they are reused.</summary>
    public byte[] Paint(Plan plan, int position, ReadOnlyImageBatch<byte> images, Action<Picture>? keep = null)
    {
        Picture picture = spare.TryTake(out Picture? used)
            ? used
            : new Picture(frame.Size, frame.Channels, new byte[frame.Layout.Elements]);
        plan.ApplyOne(position, images, new ImageView<byte>(picture.Pixels, frame.Layout), frame.Palette);
        byte[] file = PictureCodec.Encode(picture, format, Quality);
        if (keep is null)
            spare.Add(picture);
        else
            keep(picture);
        return file;
    }
}
