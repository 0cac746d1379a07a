namespace Cutwork.Loading;

/// <summary>Which samples a step reads, by place: the images', then their partners' where these are read beside them.</summary>
/// <param name="Indexes">Their indexes in the data set.</param>
/// <param name="Occurrences">How often each came before in the epoch.</param>
internal sealed record StepSamples(int[] Indexes, int[] Occurrences);
