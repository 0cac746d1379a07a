using System.Collections.Immutable;

namespace Cutwork.Imaging;

/// <summary>Counts what is left out, by kind, with the first few names.</summary>
internal sealed class Tally
{
    private const int MostExamples = 3;

    private readonly List<(string Kind, List<string> Names)> kinds = [];
    private readonly Dictionary<string, (int Place, long Count)> places = new(StringComparer.Ordinal);

    public ImmutableArray<Omission> Omissions =>
        [.. kinds.Select(kind => new Omission(kind.Kind, places[kind.Kind].Count, [.. kind.Names]))];

    public void Add(string kind, string name)
    {
        if (!places.TryGetValue(kind, out (int Place, long Count) found))
        {
            found = (kinds.Count, 0);
            kinds.Add((kind, []));
        }
        places[kind] = (found.Place, found.Count + 1);
        if (found.Count < MostExamples)
            kinds[found.Place].Names.Add(name);
    }

    public void Add(string kind, IEnumerable<string> names)
    {
        foreach (string name in names)
            Add(kind, name);
    }

    /// <summary>Counts a file that is not read, by what its name says it is.</summary>
    public void AddFile(string name) => Add(OtherFiles.KindOf(name), name);

    /// <summary>Counts a folder's own entries that are not read, its pictures and folders left to the caller.</summary>
    public void AddEntries(FolderSurvey folder, Func<string, bool>? isRead = null)
    {
        foreach (string file in folder.Files)
            if (isRead is null || !isRead(file))
                AddFile(folder.Below(file));
        Add("files and folders of systems and tools", folder.SystemNames.Select(folder.Below));
        Add("names that are not valid UTF-8, which .NET cannot open", folder.Unnameable.Select(folder.Below));
        Add("links back to a folder above them", folder.Loops.Select(folder.Below));
    }

    /// <summary>Counts everything in a folder and below it that is not a picture.</summary>
    public void AddAllBut(FolderSurvey folder)
    {
        AddEntries(folder);
        foreach (FolderSurvey inner in folder.Folders)
            AddAllBut(inner);
    }
}
