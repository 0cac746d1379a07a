using System.Security.Cryptography;
using System.Text;
using Cutwork.Imaging;

namespace Cutwork.Files;

/// <summary>A folder in which an output is made until it is whole and takes its place.</summary>
/// <remarks>
/// <para>
/// It stands beside its target as <c>TARGET.partial-01234567890123</c>, or in it, hidden, and has a name that nobody can foresee. In it are a mark, which says
/// whose it is and is locked while its run lives, and the output. A killed run leaves it behind; the next run for the same target knows it by mark and lock,
/// and removes it. Process numbers say nothing: they come again.
/// </para>
/// <para>The mark outlives the output, so that at each moment what lies around can be told.</para>
/// </remarks>
internal sealed class Workplace : IDisposable
{
    private const string Mark = ".cutwork-partial";
    private const string Says =
        "This folder is the unfinished work of a run of cutwork; the next run for the same place removes it.";
    private const int LongestStem = 40;
    private const int NumberDigits = 14;

    private readonly FileStream mark;
    private readonly HeldFolder held;
    private bool isClosed;

    private Workplace(string path, string target)
    {
        string folder = System.IO.Path.GetDirectoryName(path)!;
        Disk.CreateFolder(path);
        Path = path;
        try
        {
            mark = Disk.Create(In(Mark), bufferSize: 0);
            mark.Write(MarkOf(target));
            held = new HeldFolder(folder, In(Mark), mark);
        }
        catch (Exception error)
        {
            bool isLost = error is DirectoryNotFoundException || held is { IsThere: false };
            mark?.Dispose();
            if (isLost)
                throw HeldFolder.Gone(folder);
            Disk.Remove(path);
            throw;
        }
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What is to be said where somebody has taken it, or the folder around it, away from its path (<see cref="Disk.Lost"/>); null where it is there.</summary>
    public IOException? Lost => isClosed ? null : held.Lost;

    /// <summary>Where the output is made.</summary>
    public string Output => In("output");

    /// <summary>Makes a workplace for a target, and clears away what killed runs have left of it.</summary>
    /// <param name="target">The full path of what is to be made.</param>
    /// <param name="isInside">Whether to work in the target, a folder that is there, and not beside it.</param>
    /// <param name="note">Is told of what was cleared away.</param>
    /// <exception cref="IOException">Another run makes the same at this time, or nothing can be made there.</exception>
    public static Workplace Open(string target, bool isInside = false, Action<string>? note = null)
    {
        string folder = isInside ? target : System.IO.Path.GetDirectoryName(target)!;
        using (Disk.Hold(System.IO.Path.GetDirectoryName(target) ?? target))
        {
            foreach (string left in LeftOf(target))
                Clear(left, target, note);
            return new Workplace(System.IO.Path.Combine(folder, StartOf(target, isInside) + RandomDigits()), target);
        }
    }

    /// <summary>Clears away what killed runs have left of a target: its folder is as it was before them.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    public static void ClearLeft(string target, Action<string>? note = null)
    {
        using (Disk.Hold(System.IO.Path.GetDirectoryName(target) ?? target))
            foreach (string left in LeftOf(target))
                Clear(left, target, note);
    }

    /// <summary>A name beside another, for what is kept of an output whose place somebody else has taken.</summary>
    public static string KeptName(string path) => $"{path}.kept-{RandomDigits()}";

    /// <summary>Whether an entry of a target is the workplace of a run, at work or killed.</summary>
    public static bool IsOne(string path) =>
        System.IO.Path.GetFileName(path) is { } name
        && name.StartsWith(StartOf(path, isInside: true), StringComparison.Ordinal)
        && IsFolder(path);

    /// <summary>A file or folder of it.</summary>
    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Takes away what is left in it, and itself; where somebody has taken it away from its path it stays, and the next run for its target removes it.</summary>
    public void Dispose()
    {
        if (isClosed)
            return;
        isClosed = true;
        using (mark)
            try
            {
                if (!held.IsThere)
                    return;
                RemoveContent(Path);
            }
            catch (DirectoryNotFoundException) when (!held.IsThere)
            {
                return;
            }
        File.Delete(In(Mark));
        RemoveEmpty(Path);
    }

    private static IEnumerable<string> LeftOf(string target)
    {
        string? parent = System.IO.Path.GetDirectoryName(target);
        return (parent is null ? [] : Found(parent, StartOf(target, isInside: false))).Concat(
            Found(target, StartOf(target, isInside: true))
        );
    }

    private static string[] Found(string folder, string start)
    {
        try
        {
            if (!Directory.Exists(folder))
                return [];
            return
            [
                .. Directory
                    .EnumerateDirectories(folder)
                    .Where(path =>
                        System.IO.Path.GetFileName(path) is { } name
                        && name.StartsWith(start, StringComparison.Ordinal)
                        && name.Length == start.Length + NumberDigits
                        && name.AsSpan(start.Length).IndexOfAnyExcept("0123456789") < 0
                        && IsFolder(path)
                    ),
            ];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    // The folder around is held, so that nobody is between making a workplace and locking it: one whose mark is not written is dead, too.
    private static void Clear(string left, string target, Action<string>? note)
    {
        string path = System.IO.Path.Combine(left, Mark);
        try
        {
            if (new FileInfo(path) is { Exists: true, LinkTarget: null })
            {
                using (FileStream file = Lock(path))
                {
                    bool isMarked = IsMarked(file, target, out bool isOther);
                    if (isOther)
                        return;
                    if (isMarked)
                    {
                        EntryMoves.TakeBack(left, target);
                        RemoveContent(left);
                    }
                }
                File.Delete(path);
            }
            if (RemoveEmpty(left))
                note?.Invoke($"{SafeName.Show(left)}, left by a run that was killed, was removed.");
        }
        catch (UnauthorizedAccessException)
        {
            note?.Invoke($"{SafeName.Show(left)}, somebody else's unfinished work, was left alone.");
        }
    }

    /// <summary>Whether a mark says that it is the target's; an empty one says nothing, any other text that it is not.</summary>
    private static bool IsMarked(FileStream file, string target, out bool isOther)
    {
        byte[] wanted = MarkOf(target);
        byte[] found = new byte[wanted.Length + 1];
        int length = file.ReadAtLeast(found, found.Length, throwOnEndOfStream: false);
        bool isMarked = found.AsSpan(0, length).SequenceEqual(wanted);
        isOther = length > 0 && !isMarked;
        return isMarked;
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 0);
        }
        catch (IOException)
        {
            string name = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path)!);
            throw new IOException(
                $"Another run is writing it ({SafeName.Show(name)}): wait for that, or give another name"
            );
        }
    }

    private static void RemoveContent(string workplace)
    {
        foreach (string entry in Directory.GetFileSystemEntries(workplace))
            if (System.IO.Path.GetFileName(entry) != Mark)
                Disk.Remove(entry);
    }

    // What is not ours in it keeps it.
    private static bool RemoveEmpty(string folder)
    {
        if (Directory.EnumerateFileSystemEntries(folder).Any())
            return false;
        Directory.Delete(folder);
        return true;
    }

    private static bool IsFolder(string path) => new DirectoryInfo(path) is { Exists: true, LinkTarget: null };

    private static string StartOf(string target, bool isInside)
    {
        if (isInside)
            return ".cutwork-partial-";
        // A name may be as long as the file system allows: then its digest tells it from others with the same beginning.
        string name = System.IO.Path.GetFileName(target);
        string stem =
            name.Length <= LongestStem
                ? name
                : $"{name[..LongestStem]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8]}";
        return stem + ".partial-";
    }

    private static byte[] MarkOf(string target) =>
        Encoding.UTF8.GetBytes($"{Says}\n{System.IO.Path.GetFileName(target)}\n");

    private static string RandomDigits() => RandomNumberGenerator.GetString("0123456789", NumberDigits);
}
