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

    /// <summary>"shard-00012.tar".</summary>
    public static string Shard(long number) => string.Create(CultureInfo.InvariantCulture, $"shard-{number:D5}.tar");

    /// <summary>Whether an output may have a shard of that name.</summary>
    public static bool IsShard(string name) =>
        name.StartsWith("shard-", StringComparison.Ordinal)
        && name.EndsWith(".tar", StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(6, Math.Max(0, name.Length - 10)), CultureInfo.InvariantCulture, out long number)
        && name == Shard(number);

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
