using System.Buffers;

namespace Cutwork.Cli;

/// <summary>An input that could not be read, and why.</summary>
internal sealed record Skipped(string Source, string Reason);

/// <summary>A batch's pictures, one after the other in rented memory, without those that could not be read.</summary>
internal sealed class LoadedBatch(Frame frame, byte[] pixels) : IDisposable
{
    public required int[] Samples { get; init; }

    public required int[] Labels { get; init; }

    /// <summary>The sizes of the pictures as they were read.</summary>
    public required Size[] SourceSizes { get; init; }

    public required IReadOnlyList<Skipped> Failures { get; init; }

    /// <summary>The first picture that had another size, and how many had.</summary>
    public required (string? First, Size Size, int Count) Resized { get; init; }

    public int Count => Samples.Length;

    /// <summary>The batch as a recipe sees it.</summary>
    public Scene Scene => new Scene(frame.Size, Samples).From(SourceSizes);

    /// <summary>The pictures as the core reads them.</summary>
    public ReadOnlyImageBatch<byte> Images => new(pixels, frame.Layout, Count);

    /// <summary>A copy of one picture.</summary>
    public Imaging.Picture PictureAt(int position)
    {
        int length = frame.Layout.Elements;
        return new(frame.Size, frame.Channels, pixels.AsSpan(position * length, length).ToArray());
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(pixels);
}
