namespace Cutwork.Files;

/// <summary>Moves entries between a folder that stays what it is and a workplace in it, so that a run that is killed meanwhile is taken back by the next one.</summary>
/// <remarks>
/// For folders that must not be replaced: mount points, the folder that a shell stands in, one whose owner, group and mode are somebody's choice. What is to
/// come out of the workplace is written down and flushed before the first move. Old entries go into the workplace first, new ones come out of it last.
/// </remarks>
internal static class EntryMoves
{
    private const string Coming = "coming";
    private const string Old = "replaced";
    private const string New = "output";

    /// <summary>Moves a folder's old entries away and the new ones in.</summary>
    /// <param name="workplace">Of this run, in the folder.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="replaced">Names of old entries, the one that tells whose they are first.</param>
    /// <param name="last">The name of the new entry that tells that all are there.</param>
    /// <exception cref="IOException">There is an entry of a new one's name; all is as it was.</exception>
    public static void Make(Workplace workplace, string folder, IEnumerable<string> replaced, string last)
    {
        string[] names = [.. Names(workplace.Output).OrderBy(name => name == last)];
        using (FileStream list = Disk.Create(workplace.In(Coming)))
        {
            using (var writer = new StreamWriter(list, leaveOpen: true))
                foreach (string name in names)
                    writer.Write(name + '\0');
            Disk.Flush(list);
        }
        Disk.FlushFolder(workplace.Path);
        try
        {
            foreach (string name in replaced)
            {
                Directory.CreateDirectory(workplace.In(Old));
                Disk.Rename(Path.Combine(folder, name), Path.Combine(workplace.In(Old), name));
            }
            foreach (string name in names)
                Disk.Rename(Path.Combine(workplace.Output, name), Path.Combine(folder, name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TakeBack(workplace.Path, folder);
            throw;
        }
        Disk.FlushFolder(folder);
        File.Delete(workplace.In(Coming)); // from here on it is done, and what is old goes
    }

    /// <summary>Undoes the moves of a workplace that did not come to their end.</summary>
    public static void TakeBack(string workplace, string folder)
    {
        string list = Path.Combine(workplace, Coming);
        if (!File.Exists(list))
            return;
        string output = Path.Combine(workplace, New);
        string[] names = File.ReadAllText(list).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        bool HasCome(string name) =>
            Path.Exists(Path.Combine(folder, name)) && !Path.Exists(Path.Combine(output, name));
        if (names.Length > 0 && HasCome(names[^1]))
        {
            File.Delete(list); // all are there: it was killed while it tidied up
            return;
        }
        foreach (string name in names.Where(HasCome).Reverse())
            Disk.Rename(Path.Combine(folder, name), Path.Combine(output, name));
        string old = Path.Combine(workplace, Old);
        if (Directory.Exists(old))
            foreach (string name in Names(old).Reverse())
                Disk.Rename(Path.Combine(old, name), Path.Combine(folder, name));
        Disk.FlushFolder(folder);
        File.Delete(list);
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
