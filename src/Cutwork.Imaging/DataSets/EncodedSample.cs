using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Cutwork.Imaging;

/// <summary>A sample's image file in pooled memory, read and not decoded. Dispose it when it is decoded; it serves one thread at a time.</summary>
public sealed class EncodedSample : IDisposable
{
    private readonly string name;
    private readonly DecodeOptions options;
    private readonly Func<PictureException, DataSetException> error;
    private byte[]? memory;
    private readonly int length;
    private PictureHeader? header;

    /// <summary>Takes rented memory over.</summary>
    /// <param name="memory">From the shared pool.</param>
    /// <param name="length">Bytes of the file.</param>
    /// <param name="name">For the decoder's messages.</param>
    /// <param name="label">The sample's class.</param>
    /// <param name="options">What is accepted.</param>
    /// <param name="error">The set's error of a decoder's.</param>
    internal EncodedSample(
        byte[] memory,
        int length,
        string name,
        int label,
        DecodeOptions options,
        Func<PictureException, DataSetException> error
    )
    {
        this.memory = memory;
        this.length = length;
        this.name = name;
        this.options = options;
        this.error = error;
        Label = label;
    }

    /// <summary>Its class, an index into <see cref="IDataSet.Classes"/>.</summary>
    public int Label { get; }

    /// <summary>The file's bytes.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public ReadOnlyMemory<byte> Data
    {
        get
        {
            ObjectDisposedException.ThrowIf(memory is null, this);
            return memory.AsMemory(0, length);
        }
    }

    /// <summary>What the file's header says.</summary>
    /// <exception cref="DataSetException">Not an image, its header is damaged, or it has more pixels than are accepted.</exception>
    public PictureHeader Header => header ??= Named(() => PictureDecoder.ReadHeader(Data, name, options));

    /// <summary>Decodes all of it.</summary>
    /// <exception cref="DataSetException">Damaged or beyond the limit on pixels; the message names the sample.</exception>
    public Picture Decode() => Named(() => PictureCodec.Decode(Data, name, options));

    /// <summary>Decodes a region into memory of the caller; see <see cref="PictureCodec.DecodeTo"/>.</summary>
    /// <param name="pixels">At least H · W · channels bytes.</param>
    /// <param name="channels">3, or 1 where the <see cref="Header"/> says that it is gray.</param>
    /// <param name="region">In the upright picture, reduced.</param>
    /// <param name="reduction">1, 2, 4 or 8.</param>
    /// <exception cref="DataSetException">Damaged or beyond the limit on pixels; the message names the sample.</exception>
    public void DecodeTo(Span<byte> pixels, int channels, Region region, int reduction = 1)
    {
        try
        {
            DecodeOptions reduced = reduction == options.Reduction ? options : options with { Reduction = reduction };
            PictureCodec.DecodeTo(Data, name, pixels, channels, region, reduced);
        }
        catch (PictureException damage)
        {
            throw error(damage);
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (memory is not null)
            ArrayPool<byte>.Shared.Return(memory);
        memory = null;
    }

    /// <summary>Reads a whole file into rented memory.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    internal static byte[] Rent(string path, out int length)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        long bytes = RandomAccess.GetLength(file);
        if (bytes > Array.MaxLength)
            throw new IOException($"it has {bytes} bytes, more than memory can hold in one piece");
        length = (int)bytes;
        return Rent(length, span => file.ReadExactly(span, 0));
    }

    /// <summary>Fills rented memory.</summary>
    internal static byte[] Rent(int length, Action<Span<byte>> fill)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            fill(rented.AsSpan(0, length));
            return rented;
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(rented);
            throw;
        }
    }

    private T Named<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PictureException damage)
        {
            throw error(damage);
        }
    }
}
