namespace Cutwork.Imaging;

/// <summary>Which decoders JPEG files are given to. Each gives the same pixels; they differ in time.</summary>
public enum JpegDecoding
{
    /// <summary>The usual files to Cutwork's own, what it leaves to libjpeg-turbo where the system has it, and the rest to SkiaSharp.</summary>
    Fastest,

    /// <summary>To libjpeg-turbo where the system has it, and what it leaves to SkiaSharp.</summary>
    LibjpegTurbo,

    /// <summary>All to SkiaSharp.</summary>
    SkiaSharp,
}
