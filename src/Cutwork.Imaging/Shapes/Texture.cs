namespace Cutwork.Imaging;

/// <summary>A pattern of two colors, drawn; coordinates are in units in which a pattern repeats a few times.</summary>
internal readonly struct Texture
{
    private enum Pattern
    {
        Gradient,
        Clouds,
        Stripes,
        Checks,
        Dots,
        Marble,
        Rings,
    }

    private const int Patterns = 7;

    private readonly Pattern pattern;
    private readonly Tint first;
    private readonly Tint second;
    private readonly Vector axis;
    private readonly Vector shift;
    private readonly double frequency;
    private readonly double sharpness;
    private readonly uint seed;

    /// <param name="rng">Draws pattern, direction, phase and frequency.</param>
    /// <param name="first">One color.</param>
    /// <param name="second">The other.</param>
    /// <param name="repeats">How many times the pattern repeats in a unit.</param>
    /// <param name="pixel">A pixel's side in units: edges of the pattern are one pixel soft.</param>
    public Texture(ref Rng rng, Tint first, Tint second, Interval repeats, double pixel)
    {
        pattern = (Pattern)rng.Below(Patterns);
        (this.first, this.second) = (first, second);
        axis = Vector.Direction(ref rng);
        shift = new Vector(rng.NextDouble(), rng.NextDouble());
        frequency = rng.Uniform(repeats);
        seed = rng.NextUInt32();
        sharpness = Math.Max(1, 1 / (2 * frequency * pixel));
    }

    /// <summary>The color at a point.</summary>
    public Tint At(Vector p) => Tint.Mix(first, second, Share(p.In(axis)));

    private double Share(Vector p)
    {
        Vector q = p * frequency;
        switch (pattern)
        {
            case Pattern.Gradient:
                return Smooth(0.5 + p.X + (shift.X - 0.5) * 0.4);
            case Pattern.Clouds:
                return Smooth(2.2 * ValueNoise.At(q * 0.8 + shift, seed) - 0.6);
            case Pattern.Stripes:
                return 0.5 + Edge(q.X + shift.X);
            case Pattern.Checks:
                return 0.5 + 2 * Edge(q.X * 0.8 + shift.X) * Edge(q.Y * 0.8 + shift.Y);
            case Pattern.Dots:
                double x = q.X + shift.X;
                double y = q.Y + shift.Y;
                Vector cell = new(x - Math.Floor(x) - 0.5, y - Math.Floor(y) - 0.5);
                return Math.Clamp(0.5 + (0.3 - cell.Length) * 2 * sharpness, 0, 1);
            case Pattern.Marble:
                return Smooth(0.5 + 1.3 * (Wave(q.X * 0.7 + 2.2 * ValueNoise.At(q * 0.6, seed)) - 0.5));
            default:
                return 0.5 + Edge((p - shift + new Vector(0.5, 0.5)).Length * frequency);
        }
    }

    // 0 at whole numbers, 1 half way between.
    private static double Wave(double s) => 1 - Math.Abs(2 * (s - Math.Floor(s)) - 1);

    // The wave made square, −½ to ½, its edges one pixel soft.
    private double Edge(double s) => Math.Clamp((Wave(s) - 0.5) * sharpness, -0.5, 0.5);

    private static double Smooth(double t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - 2 * t);
    }
}
