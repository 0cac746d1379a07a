using System.Reflection;
using SkiaSharp;

namespace Cutwork.Imaging;

/// <summary>Which decoders are in use, for logs and reports.</summary>
public static class PictureDecoders
{
    /// <summary>
    /// The decoders that JPEG files are given to, in their order, with versions: "Cutwork (sequential files), libjpeg-turbo 2.1.5
    /// (libturbojpeg.so.0), SkiaSharp 3.119.4", the second one where the system has that library. SkiaSharp also decodes all other formats.
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
