namespace Cutwork.Imaging;

/// <summary>The orientation in XMP data, which counts where EXIF data state none.</summary>
internal static class XmpOrientation
{
    /// <summary>What XMP begins with in a JPEG segment.</summary>
    public static ReadOnlySpan<byte> SegmentMark => "http://ns.adobe.com/xap/1.0/\0"u8;

    /// <summary>1 to 8; null where none is stated, as an attribute or as an element.</summary>
    public static int? Read(ReadOnlySpan<byte> xmp)
    {
        ReadOnlySpan<byte> name = "tiff:Orientation"u8;
        for (int at = xmp.IndexOf(name); at >= 0; at = xmp.IndexOf(name))
        {
            xmp = xmp[(at + name.Length)..];
            ReadOnlySpan<byte> value =
                xmp.StartsWith("=\""u8) ? xmp[2..]
                : xmp.StartsWith(">"u8) ? xmp[1..]
                : [];
            if (!value.IsEmpty && value[0] is >= (byte)'0' and <= (byte)'9')
                return value[0] is >= (byte)'1' and <= (byte)'8' ? value[0] - '0' : null;
        }
        return null;
    }
}
