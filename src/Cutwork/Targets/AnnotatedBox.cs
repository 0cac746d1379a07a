namespace Cutwork;

/// <summary>An object of an image before its strokes: where it lies on the canvas, and its class.</summary>
/// <param name="Box">In rows and columns of the image as the plan has it: after its view (<see cref="View.Show(Box, Size, out double)"/>).</param>
/// <param name="Label">Its class.</param>
/// <param name="Id">Any number of the caller's, which comes back: an index, a track, a person.</param>
public readonly record struct AnnotatedBox(Box Box, int Label, int Id = 0)
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
