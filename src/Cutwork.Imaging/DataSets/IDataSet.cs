namespace Cutwork.Imaging;

/// <summary>Labeled pictures by index; the same indexes on every machine. <see cref="Read"/> may be called from any thread.</summary>
public interface IDataSet : IDisposable
{
    /// <summary>What the set is called: a built-in name, or its folder's or file's.</summary>
    string Name { get; }

    /// <summary>The names of the classes; labels index them.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>Samples, damaged ones included.</summary>
    int Count { get; }

    /// <summary>What was found at the set's place and is not read, and the classes without a sample; of a set of your own nothing, unless it says otherwise.</summary>
    DataSetAccount Account => DataSetAccount.Empty;

    /// <summary>The name of a sample: file or member; show it with <see cref="SafeName.Show"/>, never use it as a path.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such index.</exception>
    string NameOf(int index);

    /// <summary>Reads a sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such index.</exception>
    /// <exception cref="DataSetException">The sample is damaged; the message names it. Others are not affected.</exception>
    DataSample Read(int index);
}
