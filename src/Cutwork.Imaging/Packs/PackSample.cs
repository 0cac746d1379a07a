namespace Cutwork.Imaging;

/// <summary>What is kept of a pack's entry while it is open; samples of one shape share a layout.</summary>
internal readonly record struct PackSample(
    long Pixels,
    long Mask,
    long Name,
    long FirstBox,
    int Boxes,
    int NameLength,
    int Layout,
    int Label,
    uint PixelsChecksum,
    uint MaskChecksum
);
