namespace Cutwork.Imaging;

/// <summary>A file that is written as <c>FILE.partial-12345</c> and takes its name when it is whole.</summary>
/// <remarks>
/// A killed process leaves its partial file behind. Whoever writes the same FILE next removes it, unless the lock on it shows that its process is
/// still at work.
/// </remarks>
internal sealed class PartialFile : IDisposable
{
    private readonly string path;
    private readonly string partial;
    private readonly bool overwrite;
    private readonly Stream stream;
    private bool isClosed;

    /// <summary>Begins a file.</summary>
    /// <exception cref="IOException">There is such a file, another run is writing it, or none can be made there.</exception>
    public PartialFile(string path, bool overwrite, Func<string, Stream> create)
    {
        if (!overwrite && File.Exists(path))
            throw new IOException($"The file {SafeName.Show(path)} exists; give another name, or overwrite it.");
        this.path = path;
        this.overwrite = overwrite;
        RemoveStale(path);
        partial = $"{path}.partial-{Environment.ProcessId}";
        stream = create(partial);
    }

    /// <summary>Opens a partial file, locked against other runs.</summary>
    public static FileStream Create(string partial) =>
        new(partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 20);

    /// <summary>Writes at the end.</summary>
    /// <exception cref="IOException">There is no room, or the file may not be as large.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw TooLarge(error);
        }
    }

    /// <summary>Writes the beginning, and gives the file its name once its bytes are on the disk.</summary>
    /// <exception cref="IOException">As <see cref="Write"/>, or it cannot be renamed.</exception>
    public void Commit(ReadOnlySpan<byte> beginning)
    {
        try
        {
            stream.Position = 0;
            stream.Write(beginning);
            stream.Flush();
            if (stream is FileStream file)
                file.Flush(flushToDisk: true);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw TooLarge(error);
        }
        stream.Dispose();
        File.Move(partial, path, overwrite);
        isClosed = true;
    }

    /// <summary>Deletes what is not whole.</summary>
    public void Dispose()
    {
        if (isClosed)
            return;
        isClosed = true;
        try
        {
            stream.Dispose(); // may fail as the write before it did: what was kept back has no room either
        }
        catch (Exception error) when (error is IOException or ArgumentOutOfRangeException) { }
        File.Delete(partial);
    }

    // .NET's exception for EFBIG: 4 GiB on FAT, `ulimit -f`.
    private static IOException TooLarge(ArgumentOutOfRangeException error) =>
        new("It would be larger than its file system, or the limit on file sizes (ulimit -f), allows", error);

    private static void RemoveStale(string path)
    {
        string whole = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(whole)!;
        string start = $"{Path.GetFileName(whole)}.partial-";
        if (!Directory.Exists(folder))
            return; // creating the file says it better
        foreach (string left in Directory.EnumerateFiles(folder))
        {
            string name = Path.GetFileName(left);
            if (!name.StartsWith(start, StringComparison.Ordinal) || !int.TryParse(name.AsSpan(start.Length), out _))
                continue;
            try
            {
                new FileStream(
                    left,
                    FileMode.Open,
                    FileAccess.Write,
                    FileShare.None,
                    bufferSize: 0,
                    FileOptions.DeleteOnClose
                ).Dispose();
            }
            catch (FileNotFoundException) { } // it was finished meanwhile
            catch (UnauthorizedAccessException) { } // somebody else's, and in nobody's way
            catch (IOException error)
            {
                throw new IOException(
                    $"Another run is writing it ({SafeName.Show(name)}): wait for that, or give another name.",
                    error
                );
            }
        }
    }
}
