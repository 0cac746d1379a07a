using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>What every picture of a run is brought to: a size, and gray or color.</summary>
/// <param name="Size">Height and width.</param>
/// <param name="Channels">1 where the set is gray (IDX files), else 3.</param>
internal sealed record Frame(Size Size, int Channels)
{
    public Layout Layout => Layout.Interleaved(Size, Channels);

    public Palette Palette => Channels == 1 ? Palette.Bytes.ToGray() : Palette.Bytes;

    /// <summary>Bytes of a batch of pictures.</summary>
    public Int128 BytesOf(int count) => (Int128)Size.Area * Channels * count;

    /// <summary>Refuses batches that no array can hold.</summary>
    /// <exception cref="Failure">It is one.</exception>
    public void CheckBatch(int count)
    {
        if (BytesOf(count) > Array.MaxLength)
            throw Failure.Usage(
                $"A batch of {count} pictures of {Size} takes more than 2 GB; give a smaller --batch or --size."
            );
    }

    /// <summary>The first readable picture decides, where no size is asked for.</summary>
    /// <exception cref="ImagingException">The first picture is damaged, and damaged ones are not to be skipped.</exception>
    public static Frame Of(IDataSet set, int limit, Size? size, OnError onError)
    {
        for (int index = 0; index < limit; index++)
        {
            try
            {
                Picture first = set.Read(index).Picture;
                return new Frame(size ?? first.Size, first.Channels);
            }
            catch (ImagingException) when (onError == OnError.Skip) { }
        }
        throw new Failure($"{set.Name}: none of its {limit} pictures can be read.");
    }

    /// <summary>A picture of this frame, black.</summary>
    public Picture NewPicture() => new(Size, Channels, new byte[Layout.Elements]);

    /// <summary>What a batch shows of an image before it is painted, as a picture of this frame.</summary>
    public Picture Show(SourceImage image)
    {
        Picture picture = NewPicture();
        Recipe
            .None.Draw(new Key(0), Scene.Range(Size, 0, 1))
            .Collate([image], new ImageBatch<byte>(picture.Pixels, Layout, 1), Palette);
        return picture;
    }
}
