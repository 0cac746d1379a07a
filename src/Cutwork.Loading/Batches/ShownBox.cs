namespace Cutwork.Loading;

/// <summary>An object as an image of a batch shows it, before anything is painted.</summary>
/// <param name="Box">What is left of its box, in rows and columns of the image; it fits in the batch's size, and edges may lie within pixels.</param>
/// <param name="Label">Its class.</param>
/// <param name="Visible">The share of its area in the source that the image shows, above 0 to 1.</param>
public readonly record struct ShownBox(Box Box, int Label, double Visible);
