using Cutwork.Files;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>One file to write, which takes its place when it is whole, and never another's without being told.</summary>
internal sealed class OutputFile : IDisposable
{
    private PartialFile? partial;

    /// <summary>Refuses a place that is taken, before any work is done.</summary>
    public OutputFile(string path, bool overwrite, string option = "--overwrite")
    {
        Path = path;
        Overwrites = overwrite;
        if (Directory.Exists(path))
            throw new Failure($"{Shown}: this is a folder; give the name of a file.");
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        if (File.Exists(path) && (folder == "/dev" || UnixEntry.Of(path) is { IsPlain: false }))
            throw new Failure($"{Shown}: this is a device, which would be replaced; give the name of a file.");
        if (File.Exists(path) && !overwrite)
            throw new Failure($"{Shown}: the file exists. Give another name, or {option} to replace it.");
        if (!Directory.Exists(folder))
            throw new Failure($"{Shown}: there is no folder {SafeName.Show(folder)}; make it first.");
    }

    /// <summary>Where it is to be.</summary>
    public string Path { get; }

    /// <summary>Whether another file of that name may be replaced.</summary>
    public bool Overwrites { get; }

    /// <summary>Its name, safe to print.</summary>
    public string Shown => SafeName.Show(Path);

    /// <summary>Takes the place for this run, so that what cannot work is said before the work.</summary>
    public void Begin() => partial = Told(() => new PartialFile(Path, Overwrites));

    /// <summary>Writes the whole file.</summary>
    public void Write(byte[] content) =>
        Told(() =>
        {
            partial ??= new PartialFile(Path, Overwrites);
            partial.Write(content);
            partial.Commit();
            return partial;
        });

    /// <summary>Takes away what was not written.</summary>
    public void Dispose() => partial?.Dispose();

    private PartialFile Told(Func<PartialFile> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Failure($"{Shown}: the file can't be written. {error.Message.TrimEnd('.')}.");
        }
    }
}
