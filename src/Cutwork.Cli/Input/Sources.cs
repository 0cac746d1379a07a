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

    /// <summary>Opens it, and says what of it is left out; shapes are drawn at the size asked for, as many as are asked for.</summary>
    public static IDataSet Open(
        string source,
        int? limit,
        Size? size,
        int mostMegapixels,
        SourceLimits limits,
        Terminal terminal,
        JpegDecoding jpeg = JpegDecoding.Fastest,
        string split = "train",
        DataSetAccount? said = null
    )
    {
        var options = new DataSetOptions
        {
            ShapesSize = size,
            Split = split,
            Decode = new DecodeOptions { MaximumPixels = mostMegapixels * 1_000_000L, Jpeg = jpeg },
        };
        options = limits.ApplyTo(options);
        IDataSet set = DataSets.Open(source, limit is { } count ? options with { ShapesCount = count } : options);
        SayLeftOut(set, split, said ?? DataSetAccount.Empty, terminal);
        return set;
    }

    // What was said of another part of the set, as it lies beside both, is not said again.
    private static void SayLeftOut(IDataSet set, string split, DataSetAccount said, Terminal terminal)
    {
        string name = SafeName.Show(set.Name);
        if (split != "train")
            name += $", part \"{split}\"";
        HashSet<string> before = [.. said.LeftOut.Select(omission => omission.ToString())];
        string[] left =
        [
            .. set.Account.LeftOut.Select(omission => omission.ToString()).Where(text => !before.Contains(text)),
        ];
        if (left.Length > 0)
            terminal.Note($"{name}: left out are {string.Join("; ", left)}.");
        if (!set.Account.EmptyClasses.IsEmpty)
            terminal.Note($"{name}: without a picture: {EmptyClasses(set)}.");
    }

    /// <summary>The classes of a set that have no picture, for a message.</summary>
    public static string EmptyClasses(IDataSet set)
    {
        const int most = 10;
        string more =
            set.Account.EmptyClasses.Length > most ? $" and {set.Account.EmptyClasses.Length - most} more" : "";
        string names = string.Join(", ", set.Account.EmptyClasses.Take(most).Select(SafeName.Show));
        return $"{(set.Account.EmptyClasses.Length == 1 ? "the class" : "the classes")} {names}{more}";
    }

    private static bool IsBuiltIn(string source) =>
        source.Equals(Shapes, StringComparison.OrdinalIgnoreCase) || DataSetCatalog.Find(source) is not null;
}
