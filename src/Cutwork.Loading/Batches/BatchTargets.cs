using System.Collections.Immutable;

namespace Cutwork.Loading;

/// <summary>What a batch has beside its pixels and labels; null where it was not asked for, or no sample has it.</summary>
internal sealed class BatchTargets : IDisposable
{
    public ImmutableArray<ShownBox>[]? Boxes { get; init; }

    public PooledBatch<byte>? Masks { get; set; }

    public PooledBatch<float>? SoftLabels { get; init; }

    public void Dispose()
    {
        Masks?.Dispose();
        SoftLabels?.Dispose();
    }
}
