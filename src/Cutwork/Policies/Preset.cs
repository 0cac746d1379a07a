namespace Cutwork;

/// <summary>A published recipe under a name.</summary>
/// <param name="Name">In lower case, as on the command line.</param>
/// <param name="Reproduces">What it reproduces, and from where.</param>
/// <param name="Recipe">The recipe.</param>
public sealed record Preset(string Name, string Reproduces, Recipe Recipe);
