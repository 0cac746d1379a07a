using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>Reads samples of a set and makes of them what a pack keeps; from any thread.</summary>
internal sealed class PackReader(IDataSet set, PackSettings settings)
{
    private readonly PackFraming? framing = settings.Size is { } size ? new PackFraming(size, settings.Fit) : null;

    public PackReading Read(int index)
    {
        try
        {
            return settings.Store == Store.Files ? ReadFile(index) : ReadPicture(index);
        }
        catch (ImagingException error)
        {
            return PackReading.Of(error);
        }
    }

    // Decoded once and thrown away: that a file is damaged is said now, not in the middle of an epoch.
    private PackReading ReadFile(int index)
    {
        EncodedSample file = ((IEncodedDataSet)set).ReadEncoded(index);
        try
        {
            _ = file.Decode();
            return PackReading.Of(set.NameOf(index), file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private PackReading ReadPicture(int index)
    {
        DataSample sample = settings.Store == Store.Pixels ? set.Read(index) : ReadGrayAsGray(index);
        DataSample framed = framing?.Frame(sample) ?? sample;
        PackReading reading = settings.Store switch
        {
            Store.Png => Encoded(framed, PictureFormat.Png),
            Store.Jpeg => Encoded(framed, PictureFormat.Jpeg),
            _ => PackReading.Of(framed),
        };
        return reading with
        {
            IsResized = framed.Picture.Size != sample.Picture.Size,
            LostBoxes = sample.Boxes.Length - framed.Boxes.Length,
        };
    }

    private PackReading Encoded(DataSample sample, PictureFormat format)
    {
        byte[] file;
        try
        {
            file = PictureCodec.Encode(sample.Picture, format, settings.Quality);
        }
        catch (PictureException error)
        {
            throw new DataSetException(sample.Name, error.Reason, error); // the codec knows no name
        }
        return PackReading.Of(
            sample.Name,
            new EncodedSample(sample.Name, file, sample.Label) { Boxes = sample.Boxes, Mask = sample.Mask }
        );
    }

    // A gray file stays one: a third of the bytes, and it still serves a batch of one channel.
    private DataSample ReadGrayAsGray(int index)
    {
        if (set is not IEncodedDataSet encoded)
            return set.Read(index);
        using EncodedSample file = encoded.ReadEncoded(index);
        Picture picture;
        if (file.Header is { IsGray: true, Size: var size })
        {
            picture = new Picture(size, 1, new byte[size.Area]);
            file.DecodeTo(picture.Pixels, 1, Region.Whole(size));
        }
        else
            picture = file.Decode();
        return new DataSample(index, set.NameOf(index), picture, file.Label)
        {
            Boxes = file.Boxes,
            Mask = file.Mask.IsEmpty ? null : file.Mask.ToArray(),
        };
    }
}
