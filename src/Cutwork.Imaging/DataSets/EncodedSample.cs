using System.Buffers;
using System.Collections.Immutable;
using Cutwork.Files;
using Microsoft.Win32.SafeHandles;

namespace Cutwork.Imaging;

/// <summary>A sample's image file, read and not decoded, with all that is known about it. Dispose it when it is decoded; it serves one thread at a time.</summary>
public sealed class EncodedSample : IDisposable
{
    private readonly string name;
    private readonly ReadOnlyMemory<byte> data;
    private readonly IDisposable? owner;
    private readonly DecodeOptions options;
    private readonly Func<PictureException, DataSetException> error;
    private PictureHeader? header;
    private bool isDisposed;

    /// <summary>A file in memory, for whoever has a set of their own: <c>new EncodedSample("cat.jpg", bytes, label)</c>.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="data">The whole file, kept, not copied.</param>
    /// <param name="label">The sample's class.</param>
    /// <param name="owner">Disposed with the sample, when its memory is no longer read; null where nobody waits for it.</param>
    public EncodedSample(string name, ReadOnlyMemory<byte> data, int label, IDisposable? owner = null)
        : this(name, data, label, owner, new DecodeOptions(), damage => new(name, damage.Reason, damage)) =>
        ArgumentNullException.ThrowIfNull(name);

    /// <summary>A file of a set.</summary>
    /// <param name="name">For the decoder's messages.</param>
    /// <param name="data">The whole file.</param>
    /// <param name="label">The sample's class.</param>
    /// <param name="owner">Disposed with the sample.</param>
    /// <param name="options">What is accepted.</param>
    /// <param name="error">The set's error of a decoder's.</param>
    internal EncodedSample(
        string name,
        ReadOnlyMemory<byte> data,
        int label,
        IDisposable? owner,
        DecodeOptions options,
        Func<PictureException, DataSetException> error
    )
    {
        this.name = name;
        this.data = data;
        this.owner = owner;
        this.options = options;
        this.error = error;
        Label = label;
    }

    /// <summary>Its class, an index into <see cref="IDataSet.Classes"/>.</summary>
    public int Label { get; }

    /// <summary>The objects, in rows and columns of the upright picture; empty where the set has no boxes.</summary>
    public ImmutableArray<LabeledBox> Boxes { get; init; } = [];

    /// <summary>The mask, as in <see cref="DataSample.Mask"/>, good until the sample is disposed; empty where the set has none.</summary>
    public ReadOnlyMemory<byte> Mask { get; init; }

    /// <summary>The file's bytes, good until the sample is disposed.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public ReadOnlyMemory<byte> Data
    {
        get
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return data;
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
        if (isDisposed)
            return;
        isDisposed = true;
        owner?.Dispose();
    }

    /// <summary>Reads a whole file into rented memory.</summary>
    /// <exception cref="DataSetException">It has more bytes than are accepted.</exception>
    /// <exception cref="IOException">It cannot be read, or is a pipe or a device.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    internal static IMemoryOwner<byte> Rent(string path, DecodeOptions options, out int length)
    {
        RegularFile.Check(path);
        using SafeFileHandle file = File.OpenHandle(path);
        long bytes = RandomAccess.GetLength(file);
        if (options.TooLarge(bytes) is { } tooLarge)
            throw new DataSetException(path, tooLarge);
        length = (int)bytes;
        return Rent(length, span => file.ReadExactly(span, 0));
    }

    /// <summary>Fills rented memory.</summary>
    internal static IMemoryOwner<byte> Rent(int length, Action<Span<byte>> fill)
    {
        IMemoryOwner<byte> rented = MemoryPool<byte>.Shared.Rent(length);
        try
        {
            fill(rented.Memory.Span[..length]);
            return rented;
        }
        catch
        {
            rented.Dispose();
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
