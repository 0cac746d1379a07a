namespace Cutwork.Imaging;

/// <summary>The orientation that a JPEG file states, found while its application segments (FF E1) go by.</summary>
internal ref struct JpegOrientation
{
    private ReadOnlySpan<byte> exif;
    private ReadOnlySpan<byte> xmp;

    /// <summary>1 to 8; 1 where none was stated. Of several segments the first that has the mark counts, whatever it holds.</summary>
    public readonly int Value => ExifOrientation.Read(exif) ?? XmpOrientation.Read(xmp) ?? 1;

    /// <summary>Looks at a segment FF E1.</summary>
    public void See(ReadOnlySpan<byte> content)
    {
        if (exif.IsEmpty && ExifOrientation.IsExif(content))
            exif = content;
        else if (xmp.IsEmpty && content.StartsWith(XmpOrientation.SegmentMark))
            xmp = content;
    }
}
