using System.Text.RegularExpressions;

namespace Cutwork.Imaging;

/// <summary>Names of what systems and tools leave in people's folders: thumbnails, trash, resource forks, caches.</summary>
internal static partial class SystemEntries
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "__MACOSX",
        "Icon\r",
        "Network Trash Folder",
        "Temporary Items",
        "TheVolumeSettingsFolder",
        "@eaDir",
        "@tmp",
        "@__thumb",
        "@Recycle",
        "@Recently-Snapshot",
        "@SynoResource",
        "@SynoEAStream",
        "#recycle",
        "#snapshot",
        "$RECYCLE.BIN",
        "RECYCLER",
        "RECYCLED",
        "$Extend",
        "System Volume Information",
        "Thumbs.db",
        "ehthumbs.db",
        "ehthumbs_vista.db",
        "desktop.ini",
        "autorun.inf",
        "lost+found",
        "__pycache__",
        "CVS",
        "_vti_cnf",
        "_gsdata_",
        "node_modules",
        "venv",
    };

    /// <summary>True for a file or folder that is no part of a data set: hidden ones (".name"), and those that are known.</summary>
    public static bool Has(string name) =>
        name.StartsWith('.')
        || name.StartsWith("~$", StringComparison.Ordinal)
        || Names.Contains(CopyNumber().Replace(name, ""))
        || RescuedByWindows().IsMatch(name);

    // What file managers append where there was such a name already: "__MACOSX 2", "__MACOSX (1)".
    [GeneratedRegex(@"(?<=\w) (\d{1,2}|\(\d{1,2}\)|copy)$")]
    private static partial Regex CopyNumber();

    [GeneratedRegex(@"^FOUND\.\d{3}$", RegexOptions.IgnoreCase)]
    private static partial Regex RescuedByWindows();
}
