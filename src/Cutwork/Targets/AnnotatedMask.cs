namespace Cutwork;

/// <summary>An object of an image before its strokes: its pixels on the canvas, and its class.</summary>
/// <param name="Mask">Its pixels, in a mask of the plan's size.</param>
/// <param name="Label">Its class.</param>
/// <param name="Id">Any number of the caller's, which comes back.</param>
public readonly record struct AnnotatedMask(Mask Mask, int Label, int Id = 0)
{
    private readonly double hidden;

    /// <summary>The share of the object that the image's view shows, above 0 to 1, unless set 1: what is seen is told as a share of the whole object.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0 to 1.</exception>
    public double InView
    {
        get => 1 - hidden;
        init => hidden = 1 - Guard.InView(value, nameof(InView));
    }
}
