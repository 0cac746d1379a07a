using System.Text;
using Cutwork.Files;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>A folder of records that somebody else may have written: only regular files in it are read, and only as much as records have.</summary>
internal sealed class RecordFolder(string folder)
{
    private const int LongestLine = 64 << 20;

    /// <summary>Where a record's name leads.</summary>
    /// <exception cref="Failure">Out of the folder.</exception>
    public string PathOf(string name)
    {
        string path = Path.Combine(folder, name);
        bool leavesByName =
            name.Length == 0
            || name.Contains('\0', StringComparison.Ordinal)
            || Path.IsPathRooted(name)
            || name.Split('/', '\\').Contains("..");
        if (leavesByName || !RealPath.IsWithin(RealPath.Of(path), RealPath.Of(folder)))
            throw new Failure(
                $"{SafeName.Show(folder)}: its records name {SafeName.Show(name)}, which leads out of the folder; only files within it are read."
            );
        return path;
    }

    /// <summary>Whether there is such an entry.</summary>
    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Opens a file of the folder.</summary>
    /// <exception cref="Failure">It is a pipe or a device, leads out of the folder, or cannot be read.</exception>
    public FileStream Open(string name)
    {
        string path = PathOf(name);
        try
        {
            RegularFile.Check(path);
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Failure($"{SafeName.Show(path)}: it can't be read. {error.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>The text of a small file.</summary>
    /// <exception cref="Failure">As <see cref="Open"/>, or it has more bytes.</exception>
    public string ReadText(string name, int most)
    {
        using FileStream file = Open(name);
        return ReadText(file, PathOf(name), most);
    }

    /// <summary>The text of a stream that may have no end.</summary>
    /// <exception cref="Failure">It has more bytes.</exception>
    public static string ReadText(Stream stream, string path, int most)
    {
        using var bytes = new MemoryStream();
        byte[] part = new byte[1 << 14];
        while (stream.Read(part) is > 0 and int count)
        {
            bytes.Write(part, 0, count);
            if (bytes.Length > most)
                throw new Failure($"{SafeName.Show(path)}: such a file has at most {most} bytes; this is another one.");
        }
        bytes.Position = 0;
        using var reader = new StreamReader(bytes);
        return reader.ReadToEnd();
    }

    /// <summary>The lines of a file, of any length altogether.</summary>
    /// <exception cref="Failure">As <see cref="Open"/>, or a line is longer than any record.</exception>
    public IEnumerable<string> Lines(string name)
    {
        using FileStream file = Open(name);
        using var reader = new StreamReader(file);
        var line = new StringBuilder();
        char[] buffer = new char[1 << 16];
        while (reader.Read(buffer, 0, buffer.Length) is > 0 and int count)
        {
            int at = 0;
            while (Array.IndexOf(buffer, '\n', at, count - at) is >= 0 and int end)
            {
                line.Append(buffer, at, end - at);
                yield return line.ToString();
                line.Clear();
                at = end + 1;
            }
            line.Append(buffer, at, count - at);
            if (line.Length > LongestLine)
                throw new Failure(
                    $"{SafeName.Show(PathOf(name))}: a line is longer than {LongestLine} characters; no record is."
                );
        }
        if (line.Length > 0)
            yield return line.ToString();
    }
}
