using System.Formats.Tar;

namespace Cutwork.Files;

/// <summary>Tells files from pipes and devices before they are opened: opening a pipe waits for whoever writes into it, perhaps for ever.</summary>
internal static class RegularFile
{
    /// <summary>Refuses what is no file, and returns its length; a name that leads nowhere is left to whoever opens it.</summary>
    /// <exception cref="IOException">A pipe, a socket or a device; the message says which.</exception>
    public static long Check(string path)
    {
        FileInfo file = new(path);
        try
        {
            if (!file.Exists)
                return 0;
            if (
                (file.Attributes & FileAttributes.ReparsePoint) != 0
                && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target
            )
                file = target;
            if (!file.Exists)
                return 0;
            long length = file.Length;
            // Pipes and devices have no length, so that nobody looks twice at a file that has one.
            return length == 0 && Kind(file.FullName) is { } kind
                ? throw new IOException($"it is {kind}, not a file")
                : length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    // The framework looks at the type of a file where it archives one, and nowhere else without opening it.
    private static string? Kind(string path)
    {
        using var archive = new MemoryStream();
        try
        {
            using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
                writer.WriteEntry(path, "file");
            archive.Position = 0;
            using var reader = new TarReader(archive);
            return reader.GetNextEntry()?.EntryType switch
            {
                TarEntryType.Fifo => "a pipe",
                TarEntryType.CharacterDevice or TarEntryType.BlockDevice => "a device",
                _ => null,
            };
        }
        catch (IOException)
        {
            return "a socket or of another special kind"; // which an archive cannot hold
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
