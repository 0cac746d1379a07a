using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>One file to write: beside its place first, then renamed, and never over another without being told.</summary>
internal sealed class OutputFile
{
    private readonly string path;

    /// <summary>Refuses a place that is taken, before any work is done.</summary>
    public OutputFile(string path, bool overwrite)
    {
        this.path = path;
        if (Directory.Exists(path))
            throw new Failure($"{Shown}: this is a folder; give the name of a file.");
        if (File.Exists(path) && !overwrite)
            throw new Failure($"{Shown}: the file exists. Give another name, or --overwrite to replace it.");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            throw new Failure($"{Shown}: there is no folder {SafeName.Show(folder)}; make it first.");
    }

    /// <summary>Its name, safe to print.</summary>
    public string Shown => SafeName.Show(path);

    public void Write(byte[] content)
    {
        string partial = $"{path}.partial-{Environment.ProcessId}";
        try
        {
            File.WriteAllBytes(partial, content);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(partial);
            throw new Failure($"{Shown}: the file can't be written. {error.Message.TrimEnd('.')}.");
        }
    }
}
