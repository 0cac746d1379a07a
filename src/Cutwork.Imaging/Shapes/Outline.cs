namespace Cutwork.Imaging;

/// <summary>
/// The ten outlines, as signed distances: negative inside, 0 on the edge, in a frame where the object reaches about 1 from
/// the origin, y upwards.
/// </summary>
/// <remarks>Formulas after Inigo Quilez, "2D distance functions", iquilezles.org/articles/distfunctions2d.</remarks>
internal static class Outline
{
    /// <summary>Beyond this distance from the origin nothing is inside.</summary>
    public const double Reach = 1.25;

    // Cosines and sines of 36° and 72°, for the figures with five corners.
    private const double C36 = 0.8090169943749475;
    private const double S36 = 0.5877852522924731;
    private const double C72 = 0.30901699437494745;
    private const double S72 = 0.9510565162951535;

    public static readonly string[] Names =
    [
        "disk",
        "square",
        "triangle",
        "star",
        "ring",
        "cross",
        "crescent",
        "heart",
        "flower",
        "arrow",
    ];

    private static readonly Polygon Triangle = new([(0, 1.14), (-0.9873, -0.57), (0.9873, -0.57)]);
    private static readonly Polygon Star = new(FiveRays(outer: 1.16, inner: 0.5));
    private static readonly Polygon Arrow = new([
        (0, 1.1),
        (-0.86, 0.16),
        (-0.36, 0.16),
        (-0.36, -1.04),
        (0.36, -1.04),
        (0.36, 0.16),
        (0.86, 0.16),
    ]);

    /// <summary>The distance of a point from the edge of the outline of a class.</summary>
    public static double Distance(int label, Vector p) =>
        label switch
        {
            0 => p.Length - 0.9,
            1 => Box(p, 0.74, 0.74) - 0.06,
            2 => Triangle.Distance(p) - 0.04,
            3 => Star.Distance(p) - 0.03,
            4 => Math.Abs(p.Length - 0.73) - 0.25,
            5 => Math.Min(Box(p, 1.0, 0.32), Box(p, 0.32, 1.0)) - 0.03,
            6 => Math.Max((p - new Vector(-0.1, 0)).Length - 1, 0.8 - (p - new Vector(0.42, 0)).Length),
            7 => Heart(new Vector(Math.Abs(p.X) / 1.72, p.Y / 1.72 + 0.56)) * 1.72,
            8 => Flower(new Vector(Math.Abs(p.X), p.Y)),
            _ => Arrow.Distance(p) - 0.03,
        };

    private static double Box(Vector p, double halfWidth, double halfHeight)
    {
        double x = Math.Abs(p.X) - halfWidth;
        double y = Math.Abs(p.Y) - halfHeight;
        return new Vector(Math.Max(x, 0), Math.Max(y, 0)).Length + Math.Min(Math.Max(x, y), 0);
    }

    // The right half, its tip at the origin: a quarter circle over a diagonal.
    private static double Heart(Vector p)
    {
        const double radius = 0.3535533905932738; // √2 / 4
        if (p.X + p.Y > 1)
            return (p - new Vector(0.25, 0.75)).Length - radius;
        double middle = Math.Max(p.X + p.Y, 0) / 2;
        double square = Math.Min((p - new Vector(0, 1)).Square, (p - new Vector(middle, middle)).Square);
        return p.X > p.Y ? Math.Sqrt(square) : -Math.Sqrt(square);
    }

    // Five petals around a heart of the same material; the left half mirrors the right.
    private static double Flower(Vector p)
    {
        const double petal = 0.44;
        const double away = 0.64;
        double nearest = Math.Min((p - new Vector(0, away)).Square, (p - new Vector(S72 * away, C72 * away)).Square);
        nearest = Math.Min(nearest, (p - new Vector(S36 * away, -C36 * away)).Square);
        return Math.Min(Math.Sqrt(nearest) - petal, p.Length - 0.42);
    }

    private static (double X, double Y)[] FiveRays(double outer, double inner) =>
        [
            (0, outer),
            (-S36 * inner, C36 * inner),
            (-S72 * outer, C72 * outer),
            (-S72 * inner, -C72 * inner),
            (-S36 * outer, -C36 * outer),
            (0, -inner),
            (S36 * outer, -C36 * outer),
            (S72 * inner, -C72 * inner),
            (S72 * outer, C72 * outer),
            (S36 * inner, C36 * inner),
        ];
}
