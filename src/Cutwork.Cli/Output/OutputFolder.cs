using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>
/// The folder a run writes: filled beside its place under a name that says it is partial, and renamed once it is whole.
/// </summary>
/// <remarks>
/// A killed process leaves <c>DIR.partial-12345</c> behind. The next run for the same DIR removes it, unless the lock inside
/// shows that its process is still at work.
/// </remarks>
internal sealed class OutputFolder : IDisposable
{
    private const string LockName = ".cutwork-partial";

    private readonly string target;
    private readonly string? createdParent;
    private readonly FileStream guard;
    private bool isDone;

    private OutputFolder(string target, string? createdParent)
    {
        this.target = target;
        this.createdParent = createdParent;
        Working = $"{target}.partial-{Environment.ProcessId}";
        Directory.CreateDirectory(Working);
        guard = new FileStream(Path.Combine(Working, LockName), FileMode.Create, FileAccess.Write, FileShare.None);
    }

    /// <summary>Where to write until <see cref="Commit"/>.</summary>
    public string Working { get; }

    /// <summary>Refuses what would destroy something, before anything is read.</summary>
    /// <param name="given">DIR as the user wrote it.</param>
    /// <param name="source">The source's path; null for built-in sets.</param>
    /// <param name="overwrite">Whether an earlier output may be replaced.</param>
    public static void Check(string given, string? source, bool overwrite)
    {
        string target = RealPath.Of(given);
        string shown = SafeName.Show(given);
        if (source is not null)
        {
            string real = RealPath.Of(source);
            if (RealPath.IsWithin(real, target))
                throw new Failure(
                    $"{shown}: the source {SafeName.Show(source)} lies inside this output folder and would be replaced with it. Give another --out."
                );
            if (Directory.Exists(real) && RealPath.IsWithin(target, real))
                throw new Failure(
                    $"{shown}: this output folder lies inside the source {SafeName.Show(source)} and would become a part of it. Give an --out beside the source."
                );
        }
        if (File.Exists(target))
            throw new Failure($"{shown}: this is a file; --out is a folder.");
        if (!Directory.Exists(target) || !Directory.EnumerateFileSystemEntries(target).Any())
            return;
        if (!overwrite)
            throw new Failure($"{shown}: the folder is not empty. Give another --out, or --overwrite to replace it.");
        // A mistyped --out must not cost somebody's pictures.
        if (!File.Exists(Path.Combine(target, Summary.FileName)))
            throw new Failure(
                $"{shown}: the folder has no {Summary.FileName}, so cutwork did not write it; --overwrite replaces only cutwork's own output. Remove the folder yourself, or give another --out."
            );
    }

    /// <summary>Makes the working folder, and removes what killed runs left.</summary>
    public static OutputFolder Open(string given, Action<string> note)
    {
        string target = RealPath.Of(given);
        string parent = Path.GetDirectoryName(target) ?? throw new Failure($"{given}: this can't be an output folder.");
        string? created = FirstMissing(parent);
        try
        {
            Directory.CreateDirectory(parent);
            RemoveStale(target, parent, note);
            return new OutputFolder(target, created);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Failure(
                $"{SafeName.Show(given)}: the output folder can't be made. {error.Message.TrimEnd('.')}."
            );
        }
    }

    /// <summary>Puts the finished folder into its place.</summary>
    public void Commit()
    {
        guard.Dispose();
        File.Delete(Path.Combine(Working, LockName));
        string old = $"{target}.replaced-{Environment.ProcessId}";
        bool replaces = Directory.Exists(target);
        if (replaces)
            Directory.Move(target, old);
        try
        {
            Directory.Move(Working, target);
        }
        catch (IOException) when (replaces)
        {
            Directory.Move(old, target);
            throw;
        }
        isDone = true;
        if (replaces)
            Directory.Delete(old, recursive: true);
    }

    public void Dispose()
    {
        guard.Dispose();
        if (isDone)
            return;
        if (Directory.Exists(Working))
            Directory.Delete(Working, recursive: true);
        if (createdParent is not null && !Directory.EnumerateFileSystemEntries(createdParent).Any())
            Directory.Delete(createdParent);
    }

    private static string? FirstMissing(string folder)
    {
        string? missing = null;
        for (string? here = folder; here is not null && !Directory.Exists(here); here = Path.GetDirectoryName(here))
            missing = here;
        return missing;
    }

    private static void RemoveStale(string target, string parent, Action<string> note)
    {
        foreach (string left in Directory.GetDirectories(parent, $"{Path.GetFileName(target)}.partial-*"))
        {
            string lockPath = Path.Combine(left, LockName);
            if (!File.Exists(lockPath))
                continue;
            try
            {
                new FileStream(lockPath, FileMode.Open, FileAccess.Write, FileShare.None).Dispose();
                Directory.Delete(left, recursive: true);
                note($"{SafeName.Show(left)}, left by a run that was killed, was removed.");
            }
            catch (IOException)
            {
                note($"{SafeName.Show(left)} belongs to another run that is still at work.");
            }
        }
    }
}
