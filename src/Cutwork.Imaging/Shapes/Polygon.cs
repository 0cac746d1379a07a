namespace Cutwork.Imaging;

/// <summary>A closed polygon, as the signed distance from its edge.</summary>
internal sealed class Polygon
{
    private readonly Vector[] from;
    private readonly Vector[] edge;
    private readonly double[] inverseSquare;

    public Polygon((double X, double Y)[] corners)
    {
        from = [.. corners.Select(corner => new Vector(corner.X, corner.Y))];
        edge = [.. from.Select((corner, i) => from[(i + 1) % from.Length] - corner)];
        inverseSquare = [.. edge.Select(side => 1 / side.Square)];
    }

    public double Distance(Vector p)
    {
        double nearest = double.MaxValue;
        bool inside = false;
        for (int i = 0; i < from.Length; i++)
        {
            Vector w = p - from[i];
            Vector e = edge[i];
            double along = Math.Clamp(Vector.Dot(w, e) * inverseSquare[i], 0, 1);
            nearest = Math.Min(nearest, (w - e * along).Square);
            // A ray to the right crosses this edge: even–odd.
            if (w.Y < 0 != w.Y < e.Y && (e.X * w.Y - e.Y * w.X > 0) == e.Y > 0)
                inside = !inside;
        }
        return inside ? -Math.Sqrt(nearest) : Math.Sqrt(nearest);
    }
}
