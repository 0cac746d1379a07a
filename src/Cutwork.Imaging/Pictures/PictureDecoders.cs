using System.Reflection;
using SkiaSharp;

namespace Cutwork.Imaging;

/// <summary>Which decoders are in use, for logs and reports.</summary>
public static class PictureDecoders
{
    /// <summary>
    /// The decoder of JPEG files, with its version: "libjpeg-turbo 2.1.5 (libturbojpeg.so.0)" where the system has that
    /// library, or "SkiaSharp 3.119.4", which also decodes all other formats and the JPEG files that TurboJPEG leaves to it.
    /// </summary>
    public static string ForJpeg(DecodeOptions? options = null) => PictureDecoder.Default.NameForJpeg(options);

    /// <summary>"SkiaSharp" and its version.</summary>
    internal static string SkiaSharpName { get; } = $"SkiaSharp {SkiaSharpVersion()}";

    // The informational version ends with "+" and a commit.
    private static string SkiaSharpVersion() =>
        typeof(SKCodec)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "";
}
