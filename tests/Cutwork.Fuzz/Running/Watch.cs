using System.IO.MemoryMappedFiles;

namespace Cutwork.Fuzz;

/// <summary>
/// Keeps the running input in a mapped file, so that it is there when the process dies of it, and ends the process when an input takes too
/// long to end by itself.
/// </summary>
internal sealed class Watch : IDisposable
{
    private const int Capacity = 1 << 22;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly string path;
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly Timer timer;
    private readonly Action hung;
    private long started = long.MaxValue;

    /// <summary>Begins.</summary>
    /// <param name="path">The file, taken away at the end.</param>
    /// <param name="hung">Is called, from another thread, when an input takes a minute.</param>
    public Watch(string path, Action hung)
    {
        (this.path, this.hung) = (path, hung);
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, Capacity);
        view = file.CreateViewAccessor();
        timer = new Timer(_ => Look(), null, 1000, 1000);
    }

    /// <summary>An input begins: the target's name and the input are written down, lengths before them.</summary>
    public void Begin(byte[] name, byte[] input)
    {
        int length = Math.Min(input.Length, Capacity - name.Length - 8);
        view.Write(0, name.Length);
        view.WriteArray(4, name, 0, name.Length);
        view.Write(4 + name.Length, length);
        view.WriteArray(8 + name.Length, input, 0, length);
        Volatile.Write(ref started, Environment.TickCount64);
    }

    public void End() => Volatile.Write(ref started, long.MaxValue);

    /// <summary>What a process that died was running; null where there is nothing.</summary>
    public static (string Target, byte[] Input)? ReadLast(string path)
    {
        if (!File.Exists(path))
            return null;
        byte[] bytes = File.ReadAllBytes(path);
        int name = BitConverter.ToInt32(bytes);
        if (name is <= 0 or > 100)
            return null;
        int length = BitConverter.ToInt32(bytes, 4 + name);
        return (System.Text.Encoding.ASCII.GetString(bytes, 4, name), bytes[(8 + name)..(8 + name + length)]);
    }

    public void Dispose()
    {
        timer.Dispose();
        view.Dispose();
        file.Dispose();
        File.Delete(path);
    }

    private void Look()
    {
        long since = Volatile.Read(ref started);
        if (since != long.MaxValue && Environment.TickCount64 - since > Longest.TotalMilliseconds)
            hung();
    }
}
