namespace Cutwork.Imaging;

/// <summary>A file that could not be fetched; the message names it, its address, and the folder to put it into by hand.</summary>
public sealed class DownloadException : ImagingException
{
    /// <summary>Reads "<paramref name="file"/>: <paramref name="reason"/>", with the name made safe to print.</summary>
    public DownloadException(string file, string reason, Exception? inner = null)
        : base(file, reason, inner) { }
}
