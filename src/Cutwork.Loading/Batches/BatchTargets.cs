using System.Collections.Immutable;

namespace Cutwork.Loading;

/// <summary>What a batch has beside its pixels and labels; null where it was not asked for, or no sample has it.</summary>
internal sealed class BatchTargets : IDisposable
{
    public ImmutableArray<SeenBox>[]? Boxes { get; init; }

    public PooledBatch<byte>? Masks { get; set; }

    /// <summary>The blended partners' masks, where images are blended.</summary>
    public PooledBatch<byte>? SecondMasks { get; set; }

    /// <summary>The weights of the own masks, where images are blended.</summary>
    public float[]? MaskWeights { get; set; }

    public PooledBatch<float>? SoftLabels { get; set; }

    /// <summary>The images before they were painted, where they are kept.</summary>
    public KeptSources? Sources { get; set; }

    /// <summary>True where there is no memory to be given back: there was none, or it was taken.</summary>
    public bool IsEmpty => Sources is null && Masks is null && SecondMasks is null && SoftLabels is null;

    public void Dispose()
    {
        Sources?.Dispose();
        Masks?.Dispose();
        SecondMasks?.Dispose();
        SoftLabels?.Dispose();
    }
}
