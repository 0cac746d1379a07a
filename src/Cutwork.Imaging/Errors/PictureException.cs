namespace Cutwork.Imaging;

/// <summary>An image file that cannot be read or written; the message names it and the reason.</summary>
public sealed class PictureException : ImagingException
{
    /// <summary>Reads "<paramref name="name"/>: <paramref name="reason"/>", with the name made safe to print.</summary>
    public PictureException(string name, string reason, Exception? inner = null)
        : base(name, reason, inner) { }
}
