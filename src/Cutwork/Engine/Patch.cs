namespace Cutwork;

/// <summary>A part of an image in which one layer is seen, as high as it goes.</summary>
internal readonly record struct Patch(Segment Segment, int Top, int Bottom)
{
    /// <summary>Its pixels.</summary>
    public Region Region => new(Top, Segment.Left, Bottom - Top, Segment.Width);
}
