namespace Cutwork.Imaging;

/// <summary>Smooth noise: hashed values on a lattice, joined by smoothstep.</summary>
internal static class ValueNoise
{
    /// <summary>Three octaves, in 0–1, with features about 1 wide.</summary>
    public static double At(Vector p, uint seed) =>
        (Octave(p, seed) * 4 + Octave(p * 2.03, seed + 1) * 2 + Octave(p * 4.01, seed + 2)) / 7;

    private static double Octave(Vector p, uint seed)
    {
        double left = Math.Floor(p.X);
        double top = Math.Floor(p.Y);
        int x = (int)left;
        int y = (int)top;
        double u = Smooth(p.X - left);
        double v = Smooth(p.Y - top);
        double above = Value(x, y, seed) + (Value(x + 1, y, seed) - Value(x, y, seed)) * u;
        double below = Value(x, y + 1, seed) + (Value(x + 1, y + 1, seed) - Value(x, y + 1, seed)) * u;
        return above + (below - above) * v;
    }

    private static double Smooth(double t) => t * t * (3 - 2 * t);

    // Wellons' "lowbias32" over the cell's coordinates.
    private static double Value(int x, int y, uint seed)
    {
        uint hash = (uint)x * 0x9E3779B1 ^ (uint)y * 0x85EBCA77 ^ seed * 0xC2B2AE3D;
        hash = (hash ^ (hash >> 16)) * 0x7FEB352D;
        hash = (hash ^ (hash >> 15)) * 0x846CA68B;
        return (hash ^ (hash >> 16)) * (1.0 / uint.MaxValue);
    }
}
