namespace Cutwork.Imaging;

/// <summary>A region that a contact sheet outlines.</summary>
/// <param name="Region">Which pixels, in the picture's own.</param>
/// <param name="Kind">What was done there; it decides the color.</param>
public readonly record struct SheetMark(Region Region, MarkKind Kind);
