namespace Cutwork;

internal static class Eraser
{
    /// <summary>A paint that an eraser can lay down.</summary>
    public static Paint Check(Paint? paint, string name)
    {
        ArgumentNullException.ThrowIfNull(paint, name);
        return paint.Source != Source.Partner
            ? paint
            : throw new ArgumentException("An eraser can't paint with a partner; use CutMix.", name);
    }
}
