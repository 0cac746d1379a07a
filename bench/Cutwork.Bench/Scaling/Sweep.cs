namespace Cutwork.Bench;

/// <summary>Curves over one varied quantity.</summary>
/// <param name="Name">For file names.</param>
/// <param name="Title">For the picture.</param>
/// <param name="Axis">What is varied.</param>
/// <param name="Curves">The operations.</param>
internal sealed record Sweep(string Name, string Title, string Axis, IReadOnlyList<Curve> Curves);
