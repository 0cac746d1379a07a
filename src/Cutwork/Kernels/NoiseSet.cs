namespace Cutwork;

/// <summary>A vector's worth of blocks of noise: the row it is in, and its first column there.</summary>
internal readonly record struct NoiseSet(int Row, int X);
