using Cutwork.Files;
using Microsoft.Win32.SafeHandles;

namespace Cutwork.Imaging;

/// <summary>
/// The files that a set's shards lie in, of which a bounded number is open: the one that was not read for the longest time is closed for the
/// next, and opened again when it is read. Gzipped shards are inflated into one temporary file for all.
/// </summary>
internal sealed class ShardFiles : IDisposable
{
    /// <summary>The most files of shards that are open. Systems allow a process a few hundred to a thousand.</summary>
    public const int MostOpen = 128;

    private readonly Lock gate = new();
    private readonly List<ShardFile> open = [];
    private TemporaryTar? inflated;
    private bool isDisposed;

    /// <exception cref="DataSetException">The file cannot be opened, or inflates to more than is accepted.</exception>
    public Shard Open(string path, DataSetOptions options)
    {
        try
        {
            RegularFile.Check(path);
            var file = new ShardFile(path);
            Span<byte> mark = stackalloc byte[2];
            SafeFileHandle handle = Handle(file);
            long length = RandomAccess.GetLength(handle);
            file.Length = length;
            if (RandomAccess.Read(handle, mark, 0) < 2 || mark is not [0x1F, 0x8B])
                return new Shard(this, file, path, start: 0, length, cut: null);
            Close(file);
            using var packed = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            inflated ??= TemporaryTar.Create(path, System.IO.Path.GetTempPath());
            (long start, long inflatedLength, string? cut) = inflated.Append(path, packed, options);
            return new Shard(this, inflated.File, path, start, inflatedLength, cut);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException(path, FileDamage.Describe(path, error), error);
        }
    }

    /// <summary>Fills the span from an offset on, from any thread.</summary>
    /// <exception cref="IOException">The file ends before, is gone or is another one by now.</exception>
    /// <exception cref="UnauthorizedAccessException">It may no longer be read.</exception>
    /// <exception cref="ObjectDisposedException">The set was disposed.</exception>
    public void Read(ShardFile file, Span<byte> bytes, long offset)
    {
        while (true)
        {
            SafeFileHandle handle = file.Handle ?? Handle(file);
            file.LastRead = Environment.TickCount64;
            try
            {
                handle.ReadExactly(bytes, offset);
                return;
            }
            catch (ObjectDisposedException) when (!Volatile.Read(ref isDisposed))
            {
                // Another thread closed it for a shard of its own, between our look and our reading.
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            Volatile.Write(ref isDisposed, true);
            open.ForEach(file => file.Handle?.Dispose());
            open.Clear();
            inflated?.Dispose();
        }
    }

    private SafeFileHandle Handle(ShardFile file)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(IDataSet));
            if (file.Handle is { } there)
                return there;
            if (open.Count >= MostOpen)
                Close(open.MinBy(one => one.LastRead)!);
            SafeFileHandle handle = File.OpenHandle(file.Path, options: FileOptions.RandomAccess);
            if (file.Length is { } length && RandomAccess.GetLength(handle) != length)
            {
                handle.Dispose();
                throw new IOException("the file has another length than when the set was opened");
            }
            file.LastRead = Environment.TickCount64;
            file.Handle = handle;
            open.Add(file);
            return handle;
        }
    }

    private void Close(ShardFile file)
    {
        lock (gate)
        {
            open.Remove(file);
            SafeFileHandle? handle = file.Handle;
            file.Handle = null;
            handle?.Dispose();
        }
    }
}
