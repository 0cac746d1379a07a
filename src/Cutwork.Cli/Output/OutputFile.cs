using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>One file to write: beside its place first, then renamed, and never over another without being told.</summary>
internal sealed class OutputFile
{
    /// <summary>Refuses a place that is taken, before any work is done.</summary>
    public OutputFile(string path, bool overwrite, string option = "--overwrite")
    {
        Path = path;
        Overwrites = overwrite;
        if (Directory.Exists(path))
            throw new Failure($"{Shown}: this is a folder; give the name of a file.");
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        if (File.Exists(path) && folder == "/dev")
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

    public void Write(byte[] content)
    {
        string partial = $"{Path}.partial-{Environment.ProcessId}";
        try
        {
            File.WriteAllBytes(partial, content);
            File.Move(partial, Path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(partial);
            throw new Failure($"{Shown}: the file can't be written. {error.Message.TrimEnd('.')}.");
        }
    }
}
