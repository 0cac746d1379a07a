namespace Cutwork.Imaging;

/// <summary>What every error about a picture, a data set or a download is: a sentence that names the thing and the reason.</summary>
public abstract class ImagingException : Exception
{
    private protected ImagingException(string item, string reason, Exception? inner)
        : base($"{SafeName.Show(item)}: {reason}", inner)
    {
        Item = item;
        Reason = reason;
    }

    /// <summary>The file, member or set the error is about, as it is really named; show it with <see cref="SafeName.Show"/>.</summary>
    public string Item { get; }

    /// <summary>The rest of the sentence: what is wrong and what to do.</summary>
    public string Reason { get; }
}
