namespace Cutwork.Bench;

/// <summary>One thing that the library does to a batch, and the limit that it is held against.</summary>
/// <param name="Name">Its name, as typed.</param>
/// <param name="Says">What it is, for the table.</param>
/// <param name="Limit">What would have to be done by anybody.</param>
/// <param name="LimitShare">The part of that limit's bytes that this operation has to move.</param>
/// <param name="Run">Does it once.</param>
internal sealed record Operation(string Name, string Says, Limit Limit, double LimitShare, Action<ApplyOptions> Run);
