using System.Globalization;
using System.Text;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>What outputs are called: the input's index, and as much of its name as any file system takes.</summary>
internal sealed class OutputNames(int samples, AugmentSettings settings)
{
    private const int LongestStem = 40;

    private readonly int digits = Math.Max(6, (samples - 1).ToString(CultureInfo.InvariantCulture).Length);

    private string Extension => settings.Encode == PictureFormat.Jpeg ? "jpg" : "png";

    /// <summary>"images/000012-cat_3.png"; with "-e1" behind it where there are copies.</summary>
    public string InFolder(int index, int epoch, string source) =>
        $"images/{Number(index)}{StemOf(source)}{Copy(epoch)}.{Extension}";

    /// <summary>"000012.png"; a dot would end the sample's key.</summary>
    public string InShard(int index, int epoch) => $"{Number(index)}{Copy(epoch)}.{Extension}";

    private string Number(int index) => index.ToString($"D{digits}", CultureInfo.InvariantCulture);

    private string Copy(int epoch) =>
        settings.Copies == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-e{epoch}");

    // Letters of any script stay; what a shell, a file system or a terminal could take otherwise does not.
    private static string StemOf(string source)
    {
        string stem = Path.GetFileNameWithoutExtension(source.Replace('\\', '/'));
        var kept = new StringBuilder();
        int letters = 0;
        foreach (Rune rune in stem.EnumerateRunes())
        {
            if (letters++ == LongestStem)
                break;
            bool plain = (Rune.IsLetterOrDigit(rune) && rune != Rune.ReplacementChar) || rune.Value is '-' or '_';
            kept.Append(plain ? rune.ToString() : "_");
        }
        return kept.Length == 0 ? "" : $"-{kept}";
    }
}
