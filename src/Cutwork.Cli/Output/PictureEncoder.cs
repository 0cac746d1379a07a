using System.Collections.Concurrent;
using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>Encodes pictures of painted batches, from any thread, in memory that is used again.</summary>
internal sealed class PictureEncoder(Frame frame, PictureFormat format)
{
    /// <summary>JPEG's quality; PNG has none.</summary>
    public const int Quality = 95;

    private readonly ConcurrentBag<Picture> spare = [];

    /// <summary>One picture of a batch as a file's bytes.</summary>
    public byte[] Encode(LoadedBatch<byte> batch, int place)
    {
        if (!spare.TryTake(out Picture? picture))
            picture = frame.NewPicture();
        Copy(batch, place, picture);
        byte[] file = PictureCodec.Encode(picture, format, Quality);
        spare.Add(picture);
        return file;
    }

    /// <summary>Copies one picture of a batch.</summary>
    public static void Copy(LoadedBatch<byte> batch, int place, Picture picture) =>
        batch.Images.Data.Slice(place * picture.Pixels.Length, picture.Pixels.Length).CopyTo(picture.Pixels);
}
