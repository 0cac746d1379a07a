using System.IO.MemoryMappedFiles;
using System.Runtime.Intrinsics.X86;

namespace Cutwork.Imaging;

/// <summary>A file in memory, unmapped when its owner and all who hold it have let go.</summary>
internal sealed unsafe class Mapping
{
    private const int Line = 64;
    private const int MostAnnounced = 4096; // beyond, the processor has found the track by itself

    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;
    private int holders = 1;

    /// <summary>Maps a whole file, which is not empty; the stream belongs to the mapping from here on.</summary>
    public Mapping(FileStream stream, string path)
    {
        Length = stream.Length;
        Path = path;
        file = MemoryMappedFile.CreateFromFile(
            stream,
            mapName: null,
            Length,
            MemoryMappedFileAccess.Read,
            HandleInheritability.None,
            leaveOpen: false
        );
        try
        {
            view = file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            start += view.PointerOffset;
        }
        catch
        {
            view?.Dispose();
            file.Dispose();
            throw;
        }
    }

    public long Length { get; }

    public string Path { get; }

    /// <summary>The first byte from an offset on, without asking whether it is still mapped.</summary>
    public byte* At(long offset) => start + offset;

    /// <summary>Bytes of the file; the caller holds the mapping while it uses them.</summary>
    public ReadOnlySpan<byte> Bytes(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        Check();
        return new ReadOnlySpan<byte>(start + offset, length);
    }

    /// <summary>Asks for bytes that will be read soon: an epoch's order is random, and memory that nobody foresaw is waited for.</summary>
    public void Announce(long offset, int length)
    {
        if (!Sse.IsSupported)
            return;
        byte* end = start + offset + Math.Min(length, MostAnnounced);
        for (byte* line = start + offset; line < end; line += Line)
            Sse.Prefetch1(line);
    }

    /// <exception cref="ObjectDisposedException">It is unmapped.</exception>
    public void Check()
    {
        if (Volatile.Read(ref holders) == 0)
            throw Gone();
    }

    /// <summary>Keeps it mapped until <see cref="Release"/>.</summary>
    /// <exception cref="ObjectDisposedException">It is unmapped.</exception>
    public void Hold()
    {
        int now = Volatile.Read(ref holders);
        while (true)
        {
            if (now == 0)
                throw Gone();
            int before = Interlocked.CompareExchange(ref holders, now + 1, now);
            if (before == now)
                return;
            now = before;
        }
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref holders) != 0)
            return;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }

    public ObjectDisposedException Gone() =>
        new("IDataSet", $"The pack {SafeName.Show(Path)} was disposed; its samples can no longer be read.");
}
