using Cutwork.Imaging;

namespace Cutwork.Files;

/// <summary>A file that is written in a <see cref="Workplace"/> and takes its name when it is whole and on the disk.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string path;
    private readonly bool overwrite;
    private readonly Workplace workplace;
    private bool isClosed;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="overwrite">Whether a file of that name is replaced, there or not at this time.</param>
    /// <param name="create">Opens it for writing; as <see cref="Disk.Create"/> where left out.</param>
    /// <exception cref="IOException">There is such a file, another run is writing it, or none can be made there.</exception>
    public PartialFile(string path, bool overwrite, Func<string, Stream>? create = null)
    {
        if (!overwrite && Path.Exists(path))
            throw new IOException(
                $"The file {SafeName.Show(path)} exists; give another name, or overwrite it.",
                Disk.Taken
            );
        this.path = Path.GetFullPath(path);
        this.overwrite = overwrite;
        workplace = Workplace.Open(this.path);
        try
        {
            Content = create is null ? Disk.Create(workplace.Output, bufferSize: 1 << 20) : create(workplace.Output);
        }
        catch (Exception error)
        {
            IOException? lost = error is IOException ? workplace.Lost : null;
            workplace.Dispose();
            if (lost is not null)
                throw lost;
            throw;
        }
    }

    /// <summary>What is written.</summary>
    public Stream Content { get; }

    /// <summary>Writes a whole file.</summary>
    /// <inheritdoc cref="Commit" path="/exception"/>
    public static void Write(string path, bool overwrite, ReadOnlySpan<byte> bytes)
    {
        using var file = new PartialFile(path, overwrite);
        file.Write(bytes);
        file.Commit();
    }

    /// <summary>Writes at the end.</summary>
    /// <exception cref="IOException">There is no room, or the file may not be as large.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Content.Write(bytes);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw TooLarge(error);
        }
    }

    /// <summary>Writes the beginning, if any, and gives the file its name once its bytes are on the disk.</summary>
    /// <exception cref="IOException">
    /// As <see cref="Write(ReadOnlySpan{byte})"/>; it cannot be renamed; its folder is not at its path any more (<see cref="Disk.Lost"/>); or somebody has made such a file meanwhile (<see cref="Disk.Taken"/>), which stays as
    /// it is: what was written is kept then under the name that the message tells.
    /// </exception>
    public void Commit(ReadOnlySpan<byte> beginning = default)
    {
        try
        {
            if (!beginning.IsEmpty)
            {
                Content.Position = 0;
                Content.Write(beginning);
            }
            Content.Flush();
            if (Content is FileStream file)
                Disk.Flush(file);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw TooLarge(error);
        }
        Content.Dispose();
        try
        {
            if (overwrite)
                Disk.Replace(workplace.Output, path);
            else
                Place();
        }
        catch (IOException error) when (error.HResult != Disk.Taken && workplace.Lost is { } lost)
        {
            throw lost;
        }
        Disk.FlushFolder(Path.GetDirectoryName(path)!);
        isClosed = true;
        workplace.Dispose();
    }

    /// <summary>Deletes what is not whole.</summary>
    public void Dispose()
    {
        if (isClosed)
            return;
        isClosed = true;
        try
        {
            Content.Dispose(); // may fail as the write before it did: what was kept back has no room either
        }
        catch (Exception error) when (error is IOException or ArgumentOutOfRangeException) { }
        workplace.Dispose();
    }

    private void Place()
    {
        try
        {
            Disk.Rename(workplace.Output, path);
        }
        catch (IOException error) when (error.HResult == Disk.Taken)
        {
            string kept = Workplace.KeptName(path);
            Disk.Rename(workplace.Output, kept);
            Dispose();
            throw new IOException(
                $"There is a {SafeName.Show(path)} since this run began, which was left as it is; what was written is whole, and kept as {SafeName.Show(kept)}: give it another name, or remove it",
                Disk.Taken
            );
        }
    }

    // .NET's exception for EFBIG: 4 GiB on FAT, `ulimit -f`.
    private static IOException TooLarge(ArgumentOutOfRangeException error) =>
        new("It would be larger than its file system, or the limit on file sizes (ulimit -f), allows", error);
}
