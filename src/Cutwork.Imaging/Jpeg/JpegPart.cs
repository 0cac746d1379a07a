namespace Cutwork.Imaging;

/// <summary>What is to be decoded of a usual JPEG file.</summary>
/// <param name="Stored">The size of the picture as stored, before it is turned upright.</param>
/// <param name="Reduction">1, 2, 4 or 8.</param>
/// <param name="Region">In the stored picture, reduced.</param>
/// <param name="Channels">3, or 1 for a gray file.</param>
internal readonly record struct JpegPart(Size Stored, int Reduction, Region Region, int Channels)
{
    /// <summary>The size of the stored picture, reduced.</summary>
    public Size Size => JpegHeader.Reduce(Stored, Reduction);

    /// <summary>Bytes of its pixels.</summary>
    public int Length => checked((int)(Region.Area * Channels));
}
