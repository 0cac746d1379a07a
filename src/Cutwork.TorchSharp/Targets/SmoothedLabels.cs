using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>Class indexes as smoothed one-hot rows.</summary>
internal static class SmoothedLabels
{
    /// <summary>1 − ε + ε/K for the class, ε/K for the others, zeros for what is ignored; to be called in a scope.</summary>
    public static Tensor Rows(Tensor labels, long classes, double smoothing, ScalarType type, long? ignoreIndex = null)
    {
        Tensor indexes = labels.to(ScalarType.Int64).unsqueeze(1);
        using Scalar? index = ignoreIndex is { } given ? given : null;
        Tensor? ignored = index is null ? null : indexes.eq(index);
        if (ignored is not null)
            indexes = indexes.masked_fill(ignored, Held.Zero);
        long[] shape = [labels.shape[0], classes];
        using Scalar on = 1 - smoothing + smoothing / classes;
        using Scalar off = smoothing / classes;
        Tensor ons = full([labels.shape[0], 1], on, type, labels.device);
        Tensor rows = full(shape, off, type, labels.device).scatter_(1, indexes, ons);
        return ignored is null ? rows : rows.masked_fill(ignored, Held.Zero);
    }
}
