namespace Cutwork.Imaging;

/// <summary>Names of what systems and tools leave in people's folders: thumbnails, trash, resource forks, caches.</summary>
internal static class SystemEntries
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
        "FOUND.000",
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
    };

    /// <summary>True for a file or folder that is no part of a data set: hidden ones (".name"), and those that are known.</summary>
    public static bool Has(string name) =>
        name.StartsWith('.') || name.StartsWith("~$", StringComparison.Ordinal) || Names.Contains(name);
}
