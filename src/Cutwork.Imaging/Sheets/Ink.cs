namespace Cutwork.Imaging;

/// <summary>A color of a contact sheet.</summary>
internal readonly record struct Ink(byte Red, byte Green, byte Blue)
{
    public static readonly Ink Paper = new(250, 250, 248);
    public static readonly Ink Halo = new(255, 255, 255);
    public static readonly Ink Text = new(32, 34, 40);
    public static readonly Ink Faint = new(118, 122, 132);
    public static readonly Ink Line = new(208, 210, 216);

    // Three hues that stay apart for color-blind eyes too (Okabe and Ito's vermilion, blue and reddish purple, deepened).
    private static readonly Ink Vermilion = new(222, 84, 0);
    private static readonly Ink Deep = new(0, 104, 200);
    private static readonly Ink Purple = new(172, 50, 150);

    public static Ink Of(MarkKind kind) =>
        kind switch
        {
            MarkKind.Erased => Vermilion,
            MarkKind.Pasted => Deep,
            _ => Purple,
        };
}
