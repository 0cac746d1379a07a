namespace Cutwork.Bench;

/// <summary>One measurement of a sweep.</summary>
/// <param name="X">What is varied.</param>
/// <param name="Milliseconds">The median time.</param>
/// <param name="LeastMilliseconds">The shortest time.</param>
/// <param name="Bytes">Bytes that the operation has to move: read once, written once.</param>
internal sealed record Point(double X, double Milliseconds, double LeastMilliseconds, double Bytes);
