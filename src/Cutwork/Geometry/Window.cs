namespace Cutwork;

/// <summary>
/// The part of a source image that a batch shows, pixel for pixel: the window has the batch's size, and its first pixel lies at
/// (top, left) of the source.
/// </summary>
/// <remarks>
/// What lies off the source is padding: <c>new Window(-4, 2)</c> on a 32×32 image is one of the crops of "pad by 4, crop 32".
/// <see cref="Mirror"/> exchanges the window's columns after it has been placed:
/// <c>shown(y, x) = source(Top + y, Left + x)</c>, or <c>source(Top + y, Left + Width − 1 − x)</c> where mirrored.
/// </remarks>
/// <param name="Top">The source's row under the window's first; negative rows are padding.</param>
/// <param name="Left">The source's column under the window's leftmost; negative columns are padding.</param>
/// <param name="Mirror">Whether left and right are exchanged.</param>
public readonly record struct Window(int Top, int Left, Mirror Mirror = Mirror.None);
