using Microsoft.Win32.SafeHandles;

namespace Cutwork.Imaging;

/// <summary>A file that shards lie in, open or not.</summary>
internal sealed class ShardFile(string path)
{
    private volatile SafeFileHandle? handle;

    public string Path { get; } = path;

    /// <summary>Null while it is closed.</summary>
    public SafeFileHandle? Handle
    {
        get => handle;
        set => handle = value;
    }

    /// <summary>Its bytes when it was first opened.</summary>
    public long? Length { get; set; }

    /// <summary>When it was read last, in milliseconds; threads may overwrite each other's.</summary>
    public long LastRead { get; set; }
}
