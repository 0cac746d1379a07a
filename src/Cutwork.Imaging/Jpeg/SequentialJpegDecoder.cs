namespace Cutwork.Imaging;

/// <summary>Cutwork's own decoder, one of whose workers belongs to each thread.</summary>
internal sealed class SequentialJpegDecoder : IJpegDecoder
{
    [ThreadStatic]
    private static SequentialDecoder? worker;

    /// <inheritdoc/>
    public string Name => "Cutwork (sequential files)";

    /// <inheritdoc/>
    public bool TakesManyScans => false;

    /// <inheritdoc/>
    public bool TryDecode(ReadOnlySpan<byte> file, JpegPart part, Span<byte> pixels) =>
        (worker ??= new SequentialDecoder()).TryDecode(file, part, pixels);
}
