using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>A sample as it goes into a pack, decoded or as a file; or why it cannot be read.</summary>
internal readonly record struct PackReading : IDisposable
{
    private PackReading(DataSample? pixels, string name, EncodedSample? file, ImagingException? error)
    {
        Pixels = pixels;
        Name = name;
        File = file;
        Error = error;
    }

    public ImagingException? Error { get; }

    /// <summary>Whether the picture has another size than its source.</summary>
    public bool IsResized { get; init; }

    /// <summary>Boxes of the source that are no longer seen.</summary>
    public int LostBoxes { get; init; }

    private DataSample? Pixels { get; }

    private string Name { get; }

    private EncodedSample? File { get; }

    public static PackReading Of(DataSample pixels) => new(pixels, pixels.Name, null, null);

    public static PackReading Of(string name, EncodedSample file) => new(null, name, file, null);

    public static PackReading Of(ImagingException error) => new(null, "", null, error);

    public void AddTo(PackWriter writer)
    {
        if (File is not null)
            writer.Add(Name, File);
        else if (Pixels is not null)
            writer.Add(Pixels);
    }

    public void Dispose() => File?.Dispose();
}
