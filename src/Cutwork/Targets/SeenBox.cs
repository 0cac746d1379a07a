namespace Cutwork;

/// <summary>An object as a painted image shows it.</summary>
/// <param name="Box">Its box in the image's rows and columns.</param>
/// <param name="Label">Its class.</param>
/// <param name="Id">The number that came with it.</param>
/// <param name="Place">The place that it belongs to: the image itself, or the partner that was mixed in.</param>
/// <param name="Weight">
/// The mean weight of its pixels that are seen, above 0 to 1: 1 where it lies in own or pasted pixels, λ or 1 − λ under mixup. A detector's loss of this
/// box may be multiplied by it.
/// </param>
/// <param name="Visible">
/// The share of the whole object that is seen, from 0 to 1: its pixels times their weights, over its area before any clipping. Painting the object alone
/// as ones on zeros and taking the mean over its area gives this number.
/// </param>
public readonly record struct SeenBox(Box Box, int Label, int Id, int Place, double Weight, double Visible);
