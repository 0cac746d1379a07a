using System.Globalization;
using System.Text;

namespace Cutwork.Imaging;

/// <summary>
/// Names from files and archives, made safe to print: they are input, and may hold terminal escapes or turn a line around.
/// </summary>
public static class SafeName
{
    private const int Longest = 240;

    /// <summary>
    /// The name with control, formatting (bidirectional marks and joiners included), private, unassigned and unpaired
    /// characters written as <c>\uXXXX</c>, and its middle left out beyond 240 characters.
    /// </summary>
    public static string Show(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string shown = Escaped(name, keepsLines: false);
        return shown.Length <= Longest ? shown : Shorten(shown);
    }

    /// <summary>
    /// Text made safe to print: as <see cref="Show"/>, but line feeds stay, and nothing is left out. For whole messages, some of whose words may be
    /// input.
    /// </summary>
    public static string ShowText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escaped(text, keepsLines: true);
    }

    private static string Escaped(string text, bool keepsLines)
    {
        StringBuilder? shown = null; // most texts have nothing to escape
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            bool whole =
                Rune.DecodeFromUtf16(rest, out Rune rune, out int taken) == System.Buffers.OperationStatus.Done;
            if (whole && (IsPrintable(rune) || keepsLines && rune.Value == '\n'))
                shown?.Append(rest[..taken]);
            else
            {
                shown ??= new StringBuilder(text, 0, text.Length - rest.Length, 2 * text.Length);
                foreach (char unit in rest[..taken])
                    shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
            }
            rest = rest[taken..];
        }
        return shown?.ToString() ?? text;
    }

    /// <summary>A name of bytes: as UTF-8 where it is, with each byte that is not as <c>\xHH</c>.</summary>
    internal static string FromBytes(ReadOnlySpan<byte> name)
    {
        StringBuilder text = new(name.Length);
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(name, out Rune rune, out int taken) == System.Buffers.OperationStatus.Done)
                text.Append(rune.ToString());
            else
                foreach (byte unit in name[..taken])
                    text.Append(CultureInfo.InvariantCulture, $"\\x{unit:X2}");
            name = name[taken..];
        }
        return text.ToString();
    }

    private static bool IsPrintable(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.Surrogate
            );

    // The ends say most: the folder at one, the file at the other. A pair of surrogates is not cut in two.
    private static string Shorten(string text)
    {
        int head = Longest / 2 - 1;
        int tail = text.Length - Longest / 2;
        if (char.IsHighSurrogate(text[head - 1]))
            head--;
        if (char.IsLowSurrogate(text[tail]))
            tail++;
        return string.Concat(text.AsSpan(0, head), "…", text.AsSpan(tail));
    }
}
