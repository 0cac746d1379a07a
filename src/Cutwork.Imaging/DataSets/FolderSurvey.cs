using System.IO.Enumeration;

namespace Cutwork.Imaging;

/// <summary>
/// What lies in a folder: each entry with what its name says it is, before anybody decides what the whole is. What is read and what is
/// left out are told from the same survey.
/// </summary>
/// <remarks>Folders inside are looked at when they are asked for. Links to folders are followed, but for those that lead back.</remarks>
internal sealed class FolderSurvey
{
    private const int MostLinks = 40;

    private readonly string[] chain; // the real places of the folders from the top down to this one
    private readonly (string Name, string Real)[] inner;
    private FolderSurvey[]? folders;
    private bool? hasPictures;

    private FolderSurvey(string path, string relative, string[] chain)
    {
        Path = path;
        Relative = relative;
        this.chain = chain;
        List<string> pictures = [];
        List<string> files = [];
        List<string> system = [];
        List<string> unnameable = [];
        List<string> loops = [];
        List<(string Name, string Real)> within = [];
        foreach ((string name, bool isFolder, bool isLink) in Entries(path))
        {
            if (SystemEntries.Has(name))
                system.Add(name);
            // .NET turns bytes that are not UTF-8 into U+FFFD when it lists a folder, and cannot open the result.
            else if (name.Contains('\uFFFD') && !Exists(name, isFolder))
                unnameable.Add(name);
            else if (!isFolder)
                (PictureFiles.IsPicture(name) ? pictures : files).Add(name);
            else if (Place(name, isLink) is { } real)
                within.Add((name, real));
            else
                loops.Add(name);
        }
        within.Sort((a, b) => StringComparer.Ordinal.Compare(a.Name, b.Name));
        inner = [.. within];
        Pictures = Sorted(pictures);
        Files = Sorted(files);
        SystemNames = Sorted(system);
        Unnameable = Sorted(unnameable);
        Loops = Sorted(loops);
    }

    public string Path { get; }

    public string Name => Sources.NameOf(Path);

    /// <summary>Its place below the top of the survey, with '/': "dogs/husky"; empty at the top.</summary>
    public string Relative { get; }

    /// <summary>Names of pictures by their extension, in ordinal order, as all lists here.</summary>
    public string[] Pictures { get; }

    /// <summary>Names of all other files.</summary>
    public string[] Files { get; }

    /// <summary>Names of what systems and tools leave behind.</summary>
    public string[] SystemNames { get; }

    /// <summary>Names that cannot be opened, as they are not UTF-8.</summary>
    public string[] Unnameable { get; }

    /// <summary>Names of links to this folder or one above it.</summary>
    public string[] Loops { get; }

    public bool IsEmpty => Pictures.Length + Files.Length + inner.Length == 0;

    public FolderSurvey[] Folders =>
        folders ??= [
            .. inner.Select(folder => new FolderSurvey(
                System.IO.Path.Combine(Path, folder.Name),
                Below(folder.Name),
                [.. chain, folder.Real]
            )),
        ];

    /// <summary>True where a picture lies in it, or at any depth below.</summary>
    public bool HasPictures =>
        hasPictures ??= Pictures.Length > 0 || Array.Exists(Folders, folder => folder.HasPictures);

    /// <exception cref="DataSetException">The folder cannot be listed.</exception>
    public static FolderSurvey Of(string path) => new(path, "", [Real(System.IO.Path.GetFullPath(path), MostLinks)]);

    /// <summary>An entry's place below the top of the survey.</summary>
    public string Below(string name) => Relative.Length == 0 ? name : $"{Relative}/{name}";

    /// <summary>This folder and all below, each before what it holds.</summary>
    public IEnumerable<FolderSurvey> Tree() => Folders.SelectMany(folder => folder.Tree()).Prepend(this);

    /// <summary>The pictures in it and below, by their places below the top of the survey, in ordinal order.</summary>
    public string[] PicturesBelow()
    {
        if (inner.Length == 0)
            return [.. Pictures.Select(Below)];
        return Sorted([.. Tree().SelectMany(folder => folder.Pictures.Select(folder.Below))]);
    }

    private static FileSystemEnumerable<(string Name, bool IsFolder, bool IsLink)> Listing(string path) =>
        new(
            path,
            (ref FileSystemEntry entry) =>
            {
                bool isFolder = entry.IsDirectory;
                // The attributes cost a look at the entry, which files are spared.
                bool isLink = isFolder && (entry.Attributes & FileAttributes.ReparsePoint) != 0;
                return (entry.FileName.ToString(), isFolder, isLink);
            },
            new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false }
        );

    private static List<(string Name, bool IsFolder, bool IsLink)> Entries(string path)
    {
        try
        {
            return [.. Listing(path)];
        }
        catch (UnauthorizedAccessException error)
        {
            throw new DataSetException(path, "there is no permission to list this folder.", error);
        }
        catch (IOException error)
        {
            throw new DataSetException(path, $"the folder cannot be listed ({error.Message.TrimEnd('.')}).", error);
        }
    }

    private bool Exists(string name, bool isFolder)
    {
        string path = System.IO.Path.Combine(Path, name);
        return isFolder ? Directory.Exists(path) : File.Exists(path);
    }

    // Where a folder really lies; null where that is this folder or one above, whose walk would not end.
    private string? Place(string name, bool isLink)
    {
        if (!isLink)
            return System.IO.Path.Combine(chain[^1], name);
        string real = Real(System.IO.Path.Combine(chain[^1], name), MostLinks);
        string inside = System.IO.Path.EndsInDirectorySeparator(real)
            ? real
            : real + System.IO.Path.DirectorySeparatorChar;
        return Array.Exists(chain, above => above == real || above.StartsWith(inside, StringComparison.Ordinal))
            ? null
            : real;
    }

    private static string Real(string path, int links)
    {
        string? parent = System.IO.Path.GetDirectoryName(path);
        if (parent is null || links == 0)
            return path;
        string place = System.IO.Path.Combine(Real(parent, links), System.IO.Path.GetFileName(path));
        try
        {
            return Directory.ResolveLinkTarget(place, returnFinalTarget: false) is { } target
                ? Real(System.IO.Path.TrimEndingDirectorySeparator(target.FullName), links - 1)
                : place;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return place;
        }
    }

    private static string[] Sorted(List<string> names)
    {
        names.Sort(StringComparer.Ordinal);
        return [.. names];
    }
}
