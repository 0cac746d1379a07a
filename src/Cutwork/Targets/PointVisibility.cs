namespace Cutwork;

/// <summary>Whether a keypoint can be seen; the numbers are COCO's.</summary>
public enum PointVisibility
{
    /// <summary>Not annotated: its place means nothing.</summary>
    Unlabeled = 0,

    /// <summary>Its place is known, but something covers it.</summary>
    Occluded = 1,

    /// <summary>It is seen.</summary>
    Visible = 2,
}
