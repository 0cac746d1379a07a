namespace Cutwork.Cli;

/// <summary>A batch that is read and drawn for; <see cref="Plan"/> is null where none of it could be read.</summary>
internal sealed record DrawnBatch(int Epoch, LoadedBatch Loaded, Plan? Plan)
{
    /// <summary>The plan for the pictures that were loaded: they show their views already.</summary>
    public Plan? Painting { get; } = Plan?.AsShown();
}
