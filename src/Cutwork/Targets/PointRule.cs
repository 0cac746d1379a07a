namespace Cutwork;

/// <summary>What becomes of keypoints that a stroke covers.</summary>
public enum PointRule
{
    /// <summary>They stay and are occluded, COCO's 2 → 1; the place of a covered joint can be learned.</summary>
    Occlude,

    /// <summary>They are left out, as Albumentations' dropout transforms do with remove_invisible.</summary>
    Remove,
}
