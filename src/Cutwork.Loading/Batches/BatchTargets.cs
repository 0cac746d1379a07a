using System.Collections.Immutable;

namespace Cutwork.Loading;

/// <summary>What a batch has beside its pixels and labels; null where it was not asked for, or no sample has it.</summary>
internal sealed class BatchTargets : IDisposable
{
    public ImmutableArray<ShownBox>[]? Boxes { get; init; }

    public PooledBatch<byte>? Masks { get; set; }

    public PooledBatch<float>? SoftLabels { get; set; }

    /// <summary>The images before they were painted, where they are kept.</summary>
    public KeptSources? Sources { get; set; }

    public void Dispose()
    {
        Sources?.Dispose();
        Masks?.Dispose();
        SoftLabels?.Dispose();
    }
}
