namespace Cutwork.Imaging;

/// <summary>A data set of image files, which can be had before they are decoded: so that no more is decoded than will be seen.</summary>
/// <remarks>
/// <code>
/// using EncodedSample file = set.ReadEncoded(index);
/// View view = recipe.DrawView(key, size, index, file.Header.Size);   // the header alone is read
/// file.DecodeTo(pixels, channels: 3, view.Crop);
/// </code>
/// </remarks>
public interface IEncodedDataSet : IDataSet
{
    /// <summary>Reads a sample's file, its boxes and its mask; from any thread. The set may be disposed before the sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such index.</exception>
    /// <exception cref="DataSetException">The file cannot be read; the message names it. Others are not affected.</exception>
    EncodedSample ReadEncoded(int index);

    /// <summary>The class of a sample, an index into <see cref="IDataSet.Classes"/>; the sets of this library read no file for it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such index.</exception>
    /// <exception cref="DataSetException">The sample is damaged; the message names it. Others are not affected.</exception>
    int LabelOf(int index)
    {
        using EncodedSample sample = ReadEncoded(index);
        return sample.Label;
    }

    /// <summary>The length of a sample's file in bytes, without reading it where the set can tell.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such index.</exception>
    /// <exception cref="DataSetException">The sample cannot be found or read.</exception>
    /// <exception cref="ObjectDisposedException">The set was disposed.</exception>
    long LengthOf(int index)
    {
        using EncodedSample sample = ReadEncoded(index);
        return sample.Data.Length;
    }
}
