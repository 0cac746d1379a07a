namespace Cutwork.Imaging;

/// <summary>A point or a direction of the plane.</summary>
internal readonly record struct Vector(double X, double Y)
{
    public double Square => X * X + Y * Y;

    public double Length => Math.Sqrt(Square);

    public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y);

    public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y);

    public static Vector operator *(Vector a, double factor) => new(a.X * factor, a.Y * factor);

    public static double Dot(Vector a, Vector b) => a.X * b.X + a.Y * b.Y;

    /// <summary>The vector in a frame whose first axis is <paramref name="axis"/>, a unit vector.</summary>
    public Vector In(Vector axis) => new(X * axis.X + Y * axis.Y, Y * axis.X - X * axis.Y);

    /// <summary>A uniform direction: a point of the disk, by rejection, put on the circle; no sine, which differs between machines.</summary>
    public static Vector Direction(ref Rng rng)
    {
        while (true)
        {
            Vector point = new(2 * rng.NextDouble() - 1, 2 * rng.NextDouble() - 1);
            if (point.Square is > 0.01 and <= 1)
                return point * (1 / point.Length);
        }
    }
}
