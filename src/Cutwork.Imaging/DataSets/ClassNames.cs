using System.Text;
using System.Text.Json;
using Cutwork.Files;

namespace Cutwork.Imaging;

/// <summary>The names of classes in a file: one a line, in the order of the labels.</summary>
/// <remarks>A line in quotes is a JSON string, for names that are no plain line: with line breaks, or spaces at an end.</remarks>
internal static class ClassNames
{
    public const string FileName = "classes.txt";
    private const int MostBytes = 1 << 24;
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>The lines of classes.txt in a folder, empty ones at the end left out; null where there is no such file.</summary>
    /// <exception cref="DataSetException">It cannot be read, or holds no names.</exception>
    public static string[]? In(string folder, string file = FileName)
    {
        string path = Path.Combine(folder, file);
        if (!File.Exists(path))
            return null;
        string[] lines = Text(path).TrimEnd().Split('\n');
        for (int line = 0; line < lines.Length; line++)
            lines[line] = Name(path, lines[line].Trim(), line + 1);
        return lines;
    }

    /// <summary>True for "0", "1", "2" and so on: nobody named these, so one without a sample says nothing.</summary>
    public static bool AreNumbers(IReadOnlyList<string> classes) =>
        classes.Select((name, label) => name == $"{label}").All(isNumber => isNumber);

    /// <summary>A name with what is beyond ASCII written as <c>\uXXXX</c>.</summary>
    public static string Spelled(string name) =>
        string.Concat(name.Select(unit => unit is >= ' ' and <= '~' ? $"{unit}" : $"\\u{(int)unit:X4}"));

    private static string Text(string path)
    {
        try
        {
            if (RegularFile.Check(path) > MostBytes)
                throw new DataSetException(
                    path,
                    $"it has more than {MostBytes} bytes, too many for a list of classes."
                );
            return Strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException error)
        {
            throw new DataSetException(path, $"it is not UTF-8 (at byte {error.Index}); save it as UTF-8.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException(path, FileDamage.Describe(path, error), error);
        }
    }

    private static string Name(string path, string line, int number)
    {
        if (line.Length == 0)
            throw new DataSetException(
                path,
                $"line {number} is empty; write one class name a line, in the order of the labels."
            );
        if (line is not ['"', .., '"'])
            return line;
        try
        {
            using JsonDocument quoted = JsonDocument.Parse(line);
            return quoted.RootElement.GetString() is { Length: > 0 } name ? name : line;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return line; // quotes of somebody's own
        }
    }
}
