namespace Cutwork.Imaging;

/// <summary>What is kept of a pack's entry beside its <see cref="PackPlace"/>, for what is asked for less often.</summary>
internal readonly record struct PackSample(
    long Mask,
    long Name,
    long FirstBox,
    int Boxes,
    int NameLength,
    uint PixelsChecksum,
    uint MaskChecksum
);
