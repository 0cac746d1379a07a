namespace Cutwork;

/// <summary>Who drew a stroke, and with what paint.</summary>
/// <param name="Policy">The policy's name, as in recipes: "cutout", "cut-mix".</param>
/// <param name="Paint">The paint of its strokes.</param>
public sealed record Origin(string Policy, Paint Paint);
