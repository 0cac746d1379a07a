using System.CommandLine;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>The argument SOURCE: a path or a built-in name.</summary>
internal static class Sources
{
    private const string Shapes = "shapes";

    public static Argument<string> Argument() =>
        new("SOURCE")
        {
            Description =
                "A folder with one sub-folder per class, a folder of pictures, tar shards, IDX or CIFAR-10 files, a pack; or fashion-mnist, cifar10, shapes (drawn on the spot; a larger --limit draws more).",
            DefaultValueFactory = _ => Shapes,
        };

    /// <summary>The path of a source; null for a built-in name.</summary>
    public static string? PathOf(string source) => IsBuiltIn(source) ? null : source;

    /// <summary>A source as it is recorded: a path that means the same from every folder.</summary>
    public static string Settle(string source) => IsBuiltIn(source) ? source : Path.GetFullPath(source);

    /// <summary>Opens it; shapes are drawn at the size asked for, as many as are asked for.</summary>
    public static IDataSet Open(
        string source,
        int? limit,
        Size? size,
        int mostMegapixels,
        JpegDecoding jpeg = JpegDecoding.Fastest,
        string split = "train"
    )
    {
        var options = new DataSetOptions
        {
            ShapesSize = size,
            Split = split,
            Decode = new DecodeOptions { MaximumPixels = mostMegapixels * 1_000_000L, Jpeg = jpeg },
        };
        return DataSets.Open(source, limit is { } count ? options with { ShapesCount = count } : options);
    }

    private static bool IsBuiltIn(string source) =>
        source.Equals(Shapes, StringComparison.OrdinalIgnoreCase) || DataSetCatalog.Find(source) is not null;
}
