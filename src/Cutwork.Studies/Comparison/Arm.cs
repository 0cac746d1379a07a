namespace Cutwork.Studies;

/// <summary>One way of training that a study compares with others.</summary>
/// <param name="Name">As in tables and results.</param>
/// <param name="Recipe">What is painted.</param>
public sealed record Arm(string Name, Recipe Recipe);
