using System.Collections.Immutable;

namespace Cutwork.Imaging;

/// <summary>A data set whose decoded pixels lie in mapped memory, to be read where they are; packs of pixels are of this kind.</summary>
/// <remarks>
/// <code>
/// using IDisposable hold = set.Hold();
/// SourceImage image = set.View(index); // no copy; good until the set is disposed and all holds are
/// </code>
/// All members may be called from any thread. A memory whose set is gone throws <see cref="ObjectDisposedException"/> when its span is taken;
/// spans that were taken before must not be used after, which is not checked: hold the set while you use them.
/// </remarks>
public interface IMappedDataSet : IDataSet
{
    /// <summary>The pixels of a sample as they lie in the file: H · W · channels bytes (HWC), the window at the upper left corner.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such index.</exception>
    /// <exception cref="DataSetException">The sample is damaged; the message names it. Others are not affected.</exception>
    /// <exception cref="ObjectDisposedException">The set was disposed.</exception>
    SourceImage View(int index);

    /// <summary>The class of a sample, an index into <see cref="IDataSet.Classes"/>; its pixels are not read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such index.</exception>
    /// <exception cref="ObjectDisposedException">The set was disposed.</exception>
    int LabelOf(int index);

    /// <summary>The objects of a sample; empty where it has no boxes. Its pixels are not read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such index.</exception>
    /// <exception cref="DataSetException">They are damaged; the message names the sample.</exception>
    /// <exception cref="ObjectDisposedException">The set was disposed.</exception>
    ImmutableArray<LabeledBox> BoxesOf(int index);

    /// <summary>The mask of a sample as it lies in the file, H · W bytes as in <see cref="DataSample.Mask"/>; empty where it has none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such index.</exception>
    /// <exception cref="DataSetException">It is damaged; the message names the sample.</exception>
    /// <exception cref="ObjectDisposedException">The set was disposed.</exception>
    ReadOnlyMemory<byte> MaskOf(int index);

    /// <summary>Keeps the mapped memory, and views of it, until what is returned is disposed, even when the set is disposed before.</summary>
    /// <exception cref="ObjectDisposedException">The set was disposed.</exception>
    IDisposable Hold();
}
