using System.Runtime.InteropServices;

namespace Cutwork.Imaging;

/// <summary>TurboJPEG's API from 1.4 to 2.1; C's <c>unsigned long</c> holds lengths.</summary>
internal sealed unsafe class TurboApi2 : TurboApi
{
    private const int AccurateDct = 4096; // TJFLAG_ACCURATEDCT

    private readonly delegate* unmanaged<nint> create;
    private readonly delegate* unmanaged<nint, int> destroy;
    private readonly delegate* unmanaged<nint, byte*, CULong, int*, int*, int*, int*, int> readHeader;
    private readonly delegate* unmanaged<nint, byte*, CULong, byte*, int, int, int, int, int, int> decompress;

    /// <exception cref="EntryPointNotFoundException">The library has another API.</exception>
    public TurboApi2(nint library)
    {
        create = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "tjInitDecompress");
        destroy = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "tjDestroy");
        readHeader = (delegate* unmanaged<nint, byte*, CULong, int*, int*, int*, int*, int>)
            NativeLibrary.GetExport(library, "tjDecompressHeader3");
        decompress = (delegate* unmanaged<nint, byte*, CULong, byte*, int, int, int, int, int, int>)
            NativeLibrary.GetExport(library, "tjDecompress2");
    }

    public override string Generation => "2";

    public override nint Address => (nint)create;

    public override bool CanCrop => false;

    public override nint Create() => create();

    public override void Destroy(nint handle) => _ = destroy(handle);

    public override bool ReadSize(nint handle, ReadOnlySpan<byte> file, out int height, out int width)
    {
        int rows = 0;
        int columns = 0;
        int sampling = 0;
        int colors = 0;
        int result;
        fixed (byte* bytes = file)
            result = readHeader(handle, bytes, new CULong((uint)file.Length), &columns, &rows, &sampling, &colors);
        (height, width) = (rows, columns);
        return result == 0;
    }

    // The library chooses the scale itself: the largest that fits into the size.
    public override bool Decode(nint handle, ReadOnlySpan<byte> file, JpegPart part, Span<byte> pixels)
    {
        fixed (byte* bytes = file)
        fixed (byte* target = pixels)
            return decompress(
                    handle,
                    bytes,
                    new CULong((uint)file.Length),
                    target,
                    part.Size.Width,
                    part.Size.Width * part.Channels,
                    part.Size.Height,
                    PixelFormat(part.Channels),
                    AccurateDct
                ) == 0;
    }
}
