using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>Text for HTML: names of classes and files are input, and may hold markup or turn a line around.</summary>
internal static class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Text as it is, in an element or a quoted attribute; control and formatting characters as <c>\uXXXX</c>.</summary>
    /// <param name="text">Plain.</param>
    /// <param name="keepsLines">Whether the ends of lines and tabs stay.</param>
    public static string Of(string text, bool keepsLines = false)
    {
        var shown = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            if (keepsLines && rune.Value is '\n' or '\t')
                shown.Append((char)rune.Value);
            else
                shown.Append(Encoder.Encode(SafeName.Show(rune.ToString())));
        return shown.ToString();
    }

    /// <summary>A name, cut in the middle where it is very long.</summary>
    public static string Name(string name) => Encoder.Encode(SafeName.Show(name));
}
