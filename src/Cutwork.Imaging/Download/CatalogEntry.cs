using System.Collections.Immutable;

namespace Cutwork.Imaging;

/// <summary>A data set that can be fetched, and where it is kept.</summary>
/// <param name="Name">What <see cref="DataSets.Open"/> calls it.</param>
/// <param name="Summary">One line about it.</param>
/// <param name="Files">The official files.</param>
/// <param name="Contents">The files <see cref="DataSets.Open"/> needs in the set's folder; the official ones, or what they are unpacked to.</param>
/// <param name="Classes">The names of its classes.</param>
public sealed record CatalogEntry(
    string Name,
    string Summary,
    ImmutableArray<CatalogFile> Files,
    ImmutableArray<string> Contents,
    ImmutableArray<string> Classes
)
{
    /// <summary>Where a package of the system puts the set, or null.</summary>
    public string? SystemFolder { get; init; }

    /// <summary>Where the set is kept: <c>$CUTWORK_DATA/name</c>, or <c>~/.cache/cutwork/name</c>.</summary>
    public string Folder => Path.Combine(DataSetCatalog.Root, Name);

    /// <summary>The folder that holds the whole set, the set's own before the system's; null where neither does.</summary>
    public string? Installed =>
        IsWhole(Folder) ? Folder
        : SystemFolder is not null && IsWhole(SystemFolder) ? SystemFolder
        : null;

    /// <summary>The folder to open for a part.</summary>
    /// <exception cref="DataSetException">The set is not there; the message says how to get it.</exception>
    internal string Locate(string split)
    {
        if (Installed is { } whole)
            return whole;
        string[] missing = [.. Contents.Where(file => !File.Exists(Path.Combine(Folder, file)))];
        throw new DataSetException(
            Name,
            $"the set is not on this machine, so its part \"{SafeName.Show(split)}\" cannot be opened. Run `cutwork data get {Name}`, or put "
                + $"{string.Join(", ", missing)} into {SafeName.Show(Folder)} (from {string.Join(" , ", Files.Select(file => file.Address))})."
        );
    }

    internal bool IsWhole(string folder) => Contents.All(file => File.Exists(Path.Combine(folder, file)));
}
