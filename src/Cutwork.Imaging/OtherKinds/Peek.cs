using System.Text;
using Cutwork.Files;

namespace Cutwork.Imaging;

/// <summary>A look at the beginning of a file that may be text.</summary>
internal static class Peek
{
    private const int Most = 1 << 16;

    /// <summary>The first 64 KiB as text; null where the file cannot be read or begins with nothing.</summary>
    public static string? Begin(string path)
    {
        try
        {
            if (RegularFile.Check(path) == 0)
                return null;
            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[(int)Math.Min(Most, file.Length)];
            int read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(bytes, 0, read).TrimStart('\uFEFF');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
