namespace Cutwork.Imaging;

/// <summary>Cutwork's own decoder, one of whose workers belongs to each thread.</summary>
internal sealed class SequentialJpegDecoder : IJpegDecoder
{
    [ThreadStatic]
    private static SequentialDecoder? worker;

    /// <inheritdoc/>
    public string Name => "Cutwork (sequential files)";

    /// <inheritdoc/>
    public bool TryDecode(
        ReadOnlySpan<byte> file,
        JpegHeader header,
        int reduction,
        Region region,
        Span<byte> pixels,
        int channels
    ) => (worker ??= new SequentialDecoder()).TryDecode(file, header, reduction, region, pixels, channels);
}
