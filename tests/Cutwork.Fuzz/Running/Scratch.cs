namespace Cutwork.Fuzz;

/// <summary>A folder in memory, where there is one, for what is read from files; gone with its target.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string folder;

    public Scratch()
    {
        string root = Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath();
        folder = System.IO.Path.Combine(root, $"cutwork-fuzz-{Environment.ProcessId}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
    }

    /// <summary>The path of a file or folder in it.</summary>
    public string this[string name] => System.IO.Path.Combine(folder, name);

    /// <summary>Writes a file anew: whoever has mapped the old one keeps it.</summary>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        string path = this[name];
        File.Delete(path);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
