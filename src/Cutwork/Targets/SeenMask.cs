namespace Cutwork;

/// <summary>An object as a painted image shows it, with its pixels.</summary>
/// <param name="Mask">Its pixels in the image.</param>
/// <param name="Label">Its class.</param>
/// <param name="Id">The number that came with it.</param>
/// <param name="Place">The place that it belongs to: the image itself, or the partner that was mixed in.</param>
/// <param name="Weight">The mean weight of its pixels that are seen, above 0 to 1; under mixup λ or 1 − λ.</param>
/// <param name="Visible">The share of the whole object that is seen, from 0 to 1: its pixels times their weights, over all of its pixels.</param>
public readonly record struct SeenMask(Mask Mask, int Label, int Id, int Place, double Weight, double Visible);
