using Cutwork.Files;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>The folder a run writes: filled in a <see cref="Workplace"/>, and put into its place once it is whole and on the disk.</summary>
/// <remarks>
/// <para>Where nothing is at DIR, what was made is renamed to it, by a call that fails where somebody was there first.</para>
/// <para>An earlier output changes names with the new one, at once: at each moment DIR is one of the two, whole.</para>
/// <para>
/// A folder that must stay what it is (empty, a mount point, the one that a shell stands in, with an owner or group that a new one would not have) is worked
/// in, and entries are moved: summary.json goes first and comes last, so that what is not whole has none. Killed between, the next run for DIR moves them back.
/// </para>
/// </remarks>
internal sealed class OutputFolder : IDisposable
{
    private readonly string target;
    private readonly string shown;
    private readonly bool overwrite;
    private readonly string? createdParent;
    private readonly bool isInside;
    private readonly Workplace workplace;

    private OutputFolder(string target, string shown, bool overwrite, string? createdParent, Action<string> note)
    {
        (this.target, this.shown, this.overwrite, this.createdParent) = (target, shown, overwrite, createdParent);
        bool isEmpty = Directory.Exists(target) && OwnOutput.Entries(target).Length == 0;
        if (Path.Exists(target) && !isEmpty && !overwrite)
            throw new IOException("There is something in it since this run began");
        isInside = isEmpty;
        workplace = isInside ? Workplace.Open(target, isInside: true, note) : Beside(target, note, out isInside);
        try
        {
            Disk.CreateFolder(Working);
        }
        catch (Exception error)
        {
            IOException? lost = error is IOException ? workplace.Lost : null;
            Dispose();
            if (lost is not null)
                throw lost;
            throw;
        }
    }

    /// <summary>Where to write until <see cref="Commit"/>.</summary>
    public string Working => workplace.Output;

    /// <summary>Refuses what would destroy something, before anything is read.</summary>
    /// <param name="given">DIR as the user wrote it.</param>
    /// <param name="source">The source's path; null for built-in sets.</param>
    /// <param name="overwrite">Whether an earlier output may be replaced.</param>
    /// <param name="note">Is told what killed runs had left.</param>
    public static void Check(string given, string? source, bool overwrite, Action<string> note)
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
        if (Path.Exists(target) && !Directory.Exists(target))
            throw new Failure($"{shown}: this is a file; --out is a folder.");
        ClearLeft(given, note);
        if (!Directory.Exists(target) || OwnOutput.Entries(target).Length == 0)
            return;
        if (!overwrite)
            throw new Failure($"{shown}: the folder is not empty. Give another --out, or --overwrite to replace it.");
        // A mistyped --out must not cost somebody's pictures.
        if (OwnOutput.Objection(target) is { } objection)
            throw new Failure($"{shown}: {objection}. Remove the folder yourself, or give another --out.");
    }

    /// <summary>Clears away what killed runs have left of a folder.</summary>
    /// <exception cref="Failure">Another run is writing it.</exception>
    public static void ClearLeft(string given, Action<string> note) =>
        Told(SafeName.Show(given), () => Workplace.ClearLeft(RealPath.Of(given), note));

    /// <summary>Makes the place to work in.</summary>
    /// <param name="given">DIR as the user wrote it, checked.</param>
    /// <param name="overwrite">Whether an earlier output may be replaced.</param>
    /// <param name="note">Is told what killed runs had left.</param>
    public static OutputFolder Open(string given, bool overwrite, Action<string> note)
    {
        string target = RealPath.Of(given);
        string parent = Path.GetDirectoryName(target) ?? target;
        string? created = FirstMissing(parent);
        return Told(
            SafeName.Show(given),
            () =>
            {
                Directory.CreateDirectory(parent);
                return new OutputFolder(target, SafeName.Show(given), overwrite, created, note);
            }
        );
    }

    /// <summary>Puts the finished folder into its place; what may be replaced is asked now.</summary>
    /// <exception cref="Failure">It cannot be put there; it is kept then, and the message says where.</exception>
    /// <param name="last">The entry that tells that all are there, where entries are moved one by one.</param>
    public void Commit(string last = Summary.FileName)
    {
        Disk.FlushAll(workplace.Path);
        if (workplace.Lost is { } lost)
            throw lost;
        try
        {
            if (isInside)
                PutInside(last);
            else
                PutBeside();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Kept($"the output can't be put there. {error.Message.TrimEnd('.')}");
        }
        workplace.Dispose();
    }

    /// <summary>What is to be said of an error of writing into the folder.</summary>
    public Failure Explain(Exception error) =>
        workplace.Lost is { } lost
            ? new Failure($"{shown}: {lost.Message}.")
            : new Failure(
                $"{shown}: the output can't be written. {error.Message.TrimEnd('.')}. Nothing was left behind."
            );

    public void Dispose()
    {
        bool isLost = workplace.Lost is not null;
        workplace.Dispose();
        if (!isLost && createdParent is not null && Directory.Exists(createdParent) && IsEmpty(createdParent))
            Directory.Delete(createdParent);
    }

    private static bool IsEmpty(string folder) => !Directory.EnumerateFileSystemEntries(folder).Any();

    // Where an earlier output can change names with a folder beside it; else it is worked in.
    private static Workplace Beside(string target, Action<string> note, out bool isInside)
    {
        isInside = false;
        if (!Directory.Exists(target))
            return Workplace.Open(target, isInside: false, note);
        try
        {
            var beside = Workplace.Open(target, isInside: false, note);
            if (CanExchange(beside, target))
                return beside;
            beside.Dispose();
        }
        catch (UnauthorizedAccessException) { } // a folder of one's own in somebody else's
        isInside = true;
        return Workplace.Open(target, isInside: true, note);
    }

    private static bool CanExchange(Workplace beside, string target)
    {
        string current = RealPath.Of(Directory.GetCurrentDirectory());
        if (RealPath.IsWithin(current, target) || UnixEntry.Of(target) is not { IsMounted: false } old)
            return false;
        (string one, string other) = (beside.In("one"), beside.In("other"));
        Directory.CreateDirectory(one);
        Directory.CreateDirectory(other);
        bool can = UnixEntry.Of(one) is { } made && (made.Owner, made.Group) == (old.Owner, old.Group);
        can = can && Disk.Exchange(one, other);
        Directory.Delete(one);
        Directory.Delete(other);
        return can;
    }

    private void PutBeside()
    {
        string parent = Path.GetDirectoryName(target)!;
        if (!Path.Exists(target))
            try
            {
                Disk.Rename(Working, target);
                Disk.FlushFolder(parent);
                return;
            }
            catch (IOException error) when (error.HResult == Disk.Taken) { } // just now
        if (!overwrite)
            throw Kept(Appeared);
        if (!Directory.Exists(target))
            throw Kept("there is a file now");
        if (OwnOutput.Objection(target) is { } objection)
            throw Kept(objection);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Working, File.GetUnixFileMode(target));
        if (!Disk.Exchange(Working, target))
            throw Kept("the folder can't be exchanged for the new one");
        Disk.FlushFolder(parent);
        // Out of everybody's reach now: what somebody put in meanwhile is seen, and given back.
        if (OwnOutput.Objection(Working) is { } late)
        {
            Disk.Exchange(Working, target);
            Disk.FlushFolder(parent);
            throw Kept(late);
        }
    }

    private void PutInside(string last)
    {
        string[] entries = OwnOutput.Entries(target);
        if (entries.Length > 0 && !overwrite)
            throw Kept("there are files in the folder since this run began, which were left as they are");
        if (entries.Length > 0 && OwnOutput.Objection(target) is { } objection)
            throw Kept(objection);
        EntryMoves.Make(
            workplace,
            target,
            entries.Select(path => Path.GetFileName(path)).OrderBy(name => name != last),
            last
        );
    }

    private const string Appeared = "there is something of that name since this run began, which was left as it is";

    private Failure Kept(string reason)
    {
        if (workplace.Lost is { } lost)
            return new Failure($"{shown}: {lost.Message}.");
        string kept = Workplace.KeptName(isInside ? Path.Combine(target, "cutwork") : target);
        Disk.Rename(Working, kept);
        return new Failure(
            $"{shown}: {reason}. The output is whole, and kept as {SafeName.Show(kept)}: give it another name, or remove it."
        );
    }

    private static string? FirstMissing(string folder)
    {
        string? missing = null;
        for (string? here = folder; here is not null && !Directory.Exists(here); here = Path.GetDirectoryName(here))
            missing = here;
        return missing;
    }

    private static void Told(string shown, Action work) =>
        Told(
            shown,
            () =>
            {
                work();
                return true;
            }
        );

    private static T Told<T>(string shown, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Failure($"{shown}: the output folder can't be made. {error.Message.TrimEnd('.')}.");
        }
    }
}
