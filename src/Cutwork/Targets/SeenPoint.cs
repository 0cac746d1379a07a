namespace Cutwork;

/// <summary>A keypoint as a painted image shows it.</summary>
/// <param name="Y">Its row, in pixels from the upper edge.</param>
/// <param name="X">Its column, in pixels from the left edge.</param>
/// <param name="Id">The number that came with it.</param>
/// <param name="Visibility">Visible; occluded, where it was before or a stroke covers it; or unlabeled.</param>
/// <param name="Place">The place that it belongs to: the image itself, or the partner that was mixed in.</param>
/// <param name="Weight">The weight of its pixel, from 0 where it is covered to 1; under mixup λ or 1 − λ.</param>
public readonly record struct SeenPoint(float Y, float X, int Id, PointVisibility Visibility, int Place, double Weight);
