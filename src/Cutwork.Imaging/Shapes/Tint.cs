namespace Cutwork.Imaging;

/// <summary>A color as the 0–255 levels of red, green and blue, not yet rounded.</summary>
internal readonly record struct Tint(double Red, double Green, double Blue)
{
    /// <summary>The color of a lightness (0–1), chroma (0 gray, 0.2 vivid) and hue (a direction); chroma gives way where a screen has no such color.</summary>
    /// <remarks>Oklab: Björn Ottosson, "A perceptual color space for image processing", 2020; its way back needs only cubes.</remarks>
    public static Tint Of(double lightness, double chroma, Vector hue)
    {
        while (true)
        {
            double a = chroma * hue.X;
            double b = chroma * hue.Y;
            double l = Cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
            double m = Cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
            double s = Cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
            double red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
            double green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
            double blue = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
            if (chroma < 0.005 || (IsShown(red) && IsShown(green) && IsShown(blue)))
                return new Tint(Level(red), Level(green), Level(blue));
            chroma *= 0.9;
        }
    }

    public static Tint Mix(Tint from, Tint to, double share) =>
        new(
            from.Red + (to.Red - from.Red) * share,
            from.Green + (to.Green - from.Green) * share,
            from.Blue + (to.Blue - from.Blue) * share
        );

    public Tint Times(double factor) => new(Red * factor, Green * factor, Blue * factor);

    public static byte Round(double level) => (byte)(Math.Clamp(level, 0, 255) + 0.5);

    private static double Cube(double x) => x * x * x;

    private static bool IsShown(double x) => x is >= 0 and <= 1;

    // sRGB's power 1/2.4 from square roots, within half a level: Ian Taylor's fit.
    private static double Level(double x)
    {
        double half = Math.Sqrt(Math.Clamp(x, 0, 1));
        double quarter = Math.Sqrt(half);
        double eighth = Math.Sqrt(quarter);
        double level = 0.662002687 * half + 0.684122060 * quarter - 0.323583601 * eighth - 0.0225411470 * x;
        return 255 * Math.Clamp(level, 0, 1);
    }
}
