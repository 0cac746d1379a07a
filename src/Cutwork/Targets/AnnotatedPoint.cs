namespace Cutwork;

/// <summary>A keypoint of an image before its strokes.</summary>
/// <param name="Y">Its row on the canvas, in pixels from the upper edge: pixel row r reaches from r to r + 1.</param>
/// <param name="X">Its column, in pixels from the left edge.</param>
/// <param name="Id">Any number of the caller's, which comes back: person · joints + joint, for one.</param>
/// <param name="Visibility">Whether it was seen when it was annotated.</param>
public readonly record struct AnnotatedPoint(
    float Y,
    float X,
    int Id = 0,
    PointVisibility Visibility = PointVisibility.Visible
);
