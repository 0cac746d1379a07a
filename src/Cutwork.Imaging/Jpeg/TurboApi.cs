namespace Cutwork.Imaging;

/// <summary>The functions of a TurboJPEG library that decoding needs; a handle is used by one thread at a time.</summary>
/// <remarks>
/// Everything answers with false where the library reports an error or a warning: another decoder then judges the file. Slow integer
/// DCT and smooth ("fancy") upsampling, the defaults, are fixed to the bit; the fast ones are not.
/// </remarks>
internal abstract unsafe class TurboApi
{
    /// <summary>TJPF_RGB and TJPF_GRAY.</summary>
    protected static int PixelFormat(int channels) => channels == 3 ? 0 : 6;

    /// <summary>The version where the library does not tell more of it.</summary>
    public abstract string Generation { get; }

    /// <summary>The address of one of the functions.</summary>
    public abstract nint Address { get; }

    /// <summary>True where <see cref="Decode"/> takes a part of the picture.</summary>
    public abstract bool CanCrop { get; }

    /// <summary>A new decompressor, or zero.</summary>
    public abstract nint Create();

    /// <summary>Frees a decompressor with all memory it holds.</summary>
    public abstract void Destroy(nint handle);

    /// <summary>Reads the header.</summary>
    public abstract bool ReadSize(nint handle, ReadOnlySpan<byte> file, out int height, out int width);

    /// <summary>Decodes the file whose header was read.</summary>
    /// <param name="handle">A decompressor that has seen no other file.</param>
    /// <param name="file">The whole file.</param>
    /// <param name="part">What is decoded: all, or a region whose left side is a multiple of a whole unit of the file.</param>
    /// <param name="pixels">H · W · channels bytes of its region.</param>
    public abstract bool Decode(nint handle, ReadOnlySpan<byte> file, JpegPart part, Span<byte> pixels);
}
