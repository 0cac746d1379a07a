using System.Runtime.InteropServices;

namespace Cutwork.Imaging;

/// <summary>TurboJPEG's API from 3.0, which also decodes parts.</summary>
internal sealed unsafe class TurboApi3 : TurboApi
{
    private const int ForDecompression = 1; // TJINIT_DECOMPRESS
    private const int JpegWidth = 5; // TJPARAM_JPEGWIDTH
    private const int JpegHeight = 6; // TJPARAM_JPEGHEIGHT
    private const int SaveMarkers = 25; // TJPARAM_SAVEMARKERS: color profiles would be copied

    private readonly delegate* unmanaged<int, nint> create;
    private readonly delegate* unmanaged<nint, void> destroy;
    private readonly delegate* unmanaged<nint, int, int, int> set;
    private readonly delegate* unmanaged<nint, int, int> get;
    private readonly delegate* unmanaged<nint, byte*, nuint, int> readHeader;
    private readonly delegate* unmanaged<nint, Fraction, int> setScale;
    private readonly delegate* unmanaged<nint, Rectangle, int> setPart;
    private readonly delegate* unmanaged<nint, byte*, nuint, byte*, int, int, int> decompress;

    /// <exception cref="EntryPointNotFoundException">The library has another API.</exception>
    public TurboApi3(nint library)
    {
        create = (delegate* unmanaged<int, nint>)NativeLibrary.GetExport(library, "tj3Init");
        destroy = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "tj3Destroy");
        set = (delegate* unmanaged<nint, int, int, int>)NativeLibrary.GetExport(library, "tj3Set");
        get = (delegate* unmanaged<nint, int, int>)NativeLibrary.GetExport(library, "tj3Get");
        readHeader = (delegate* unmanaged<nint, byte*, nuint, int>)
            NativeLibrary.GetExport(library, "tj3DecompressHeader");
        setScale = (delegate* unmanaged<nint, Fraction, int>)NativeLibrary.GetExport(library, "tj3SetScalingFactor");
        setPart = (delegate* unmanaged<nint, Rectangle, int>)NativeLibrary.GetExport(library, "tj3SetCroppingRegion");
        decompress = (delegate* unmanaged<nint, byte*, nuint, byte*, int, int, int>)
            NativeLibrary.GetExport(library, "tj3Decompress8");
    }

    public override string Generation => "3";

    public override nint Address => (nint)create;

    public override bool CanCrop => true;

    public override nint Create()
    {
        nint handle = create(ForDecompression);
        if (handle != 0)
            _ = set(handle, SaveMarkers, 0);
        return handle;
    }

    public override void Destroy(nint handle) => destroy(handle);

    public override bool ReadSize(nint handle, ReadOnlySpan<byte> file, out int height, out int width)
    {
        int result;
        fixed (byte* bytes = file)
            result = readHeader(handle, bytes, (nuint)file.Length);
        height = get(handle, JpegHeight);
        width = get(handle, JpegWidth);
        return result == 0;
    }

    public override bool Decode(nint handle, ReadOnlySpan<byte> file, JpegPart part, Span<byte> pixels)
    {
        Region region = part.Region;
        Rectangle rectangle =
            region == Region.Whole(part.Size)
                ? default
                : new Rectangle(region.Left, region.Top, region.Width, region.Height);
        if (setScale(handle, new Fraction(1, part.Reduction)) != 0 || setPart(handle, rectangle) != 0)
            return false;
        fixed (byte* bytes = file)
        fixed (byte* target = pixels)
            return decompress(
                    handle,
                    bytes,
                    (nuint)file.Length,
                    target,
                    region.Width * part.Channels,
                    PixelFormat(part.Channels)
                ) == 0;
    }

    // tjscalingfactor and tjregion, passed by value.
    private readonly record struct Fraction(int Numerator, int Denominator);

    private readonly record struct Rectangle(int Left, int Top, int Width, int Height);
}
