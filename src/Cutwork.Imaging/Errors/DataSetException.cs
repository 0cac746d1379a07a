namespace Cutwork.Imaging;

/// <summary>A data set that cannot be opened, or a sample of it that cannot be read; the message names the file or member.</summary>
public sealed class DataSetException : ImagingException
{
    /// <summary>Reads "<paramref name="item"/>: <paramref name="reason"/>", with the item made safe to print.</summary>
    public DataSetException(string item, string reason, Exception? inner = null)
        : base(item, reason, inner) { }
}
