using System.Collections.Immutable;

namespace Cutwork;

/// <summary>What a batch looks like to the policies that draw for it: the images' size, and which samples they are.</summary>
public sealed class Scene
{
    // Its strokes alone take a GiB.
    private const int MostSamples = 1 << 24;

    /// <summary>A batch of samples, each named by its index in the data set.</summary>
    /// <param name="size">Height and width of every image.</param>
    /// <param name="samples">Indexes in the data set, at least one; none negative. The same index twice draws the same twice, unless <see cref="WithOccurrences"/> says which time it is.</param>
    /// <exception cref="ArgumentException">No sample, or a negative index.</exception>
    public Scene(Size size, params ReadOnlySpan<int> samples)
    {
        if (size == default)
            throw new ArgumentException("A scene needs a size of at least 1×1.", nameof(size));
        if (samples.IsEmpty)
            throw new ArgumentException("A scene needs at least one sample.", nameof(samples));
        CheckMost(samples.Length, nameof(samples));
        foreach (int sample in samples)
            if (sample < 0)
                throw new ArgumentException(
                    $"A sample is named by its index in the data set, from 0; {sample} was given.",
                    nameof(samples)
                );
        Size = size;
        Samples = [.. samples];
    }

    private Scene(Scene scene, ImmutableArray<int> occurrences, ImmutableArray<Size> sourceSizes, Scene? partners)
    {
        Size = scene.Size;
        Samples = scene.Samples;
        Occurrences = occurrences;
        SourceSizes = sourceSizes;
        Partners = partners;
    }

    /// <summary>Height and width of every image.</summary>
    public Size Size { get; }

    /// <summary>The samples' indexes in the data set.</summary>
    public ImmutableArray<int> Samples { get; }

    /// <summary>How often each sample came before in the epoch, by place; empty where each comes for the first time.</summary>
    public ImmutableArray<int> Occurrences { get; } = [];

    /// <summary>The same batch of samples that came before in the epoch: each time draws anew.</summary>
    /// <param name="occurrences">For each sample how often it came before, from 0.</param>
    /// <exception cref="ArgumentException">Not one per sample, or one is negative.</exception>
    public Scene WithOccurrences(params ReadOnlySpan<int> occurrences)
    {
        if (occurrences.Length != Count)
            throw new ArgumentException(
                $"A batch of {Count} samples needs an occurrence for each; {occurrences.Length} were given.",
                nameof(occurrences)
            );
        foreach (int occurrence in occurrences)
            if (occurrence < 0)
                throw new ArgumentException(
                    $"An occurrence says how often a sample came before, from 0; {occurrence} was given.",
                    nameof(occurrences)
                );
        bool areFirst = occurrences.IndexOfAnyExcept(0) < 0;
        return new Scene(this, areFirst ? [] : [.. occurrences], SourceSizes, Partners);
    }

    /// <summary>How often the sample at a place came before.</summary>
    internal int OccurrenceAt(int place) => Occurrences.IsEmpty ? 0 : Occurrences[place];

    /// <summary>The sizes of the images' sources, by place; empty where they have the batch's.</summary>
    public ImmutableArray<Size> SourceSizes { get; } = [];

    /// <summary>The same batch from sources of other sizes, for policies that crop and resize.</summary>
    /// <param name="sourceSizes">Height and width of each image's source, by place.</param>
    /// <exception cref="ArgumentException">Not one per image, or one is empty.</exception>
    public Scene From(params ReadOnlySpan<Size> sourceSizes)
    {
        if (sourceSizes.Length != Count)
            throw new ArgumentException(
                $"A batch of {Count} images has as many sources; {sourceSizes.Length} sizes were given.",
                nameof(sourceSizes)
            );
        foreach (Size size in sourceSizes)
            if (size == default)
                throw new ArgumentException("A source has a size of at least 1×1.", nameof(sourceSizes));
        return new Scene(this, Occurrences, [.. sourceSizes], Partners);
    }

    /// <summary>
    /// The samples that stand by, one for each image: image i is mixed with sample i of these and nobody else, whatever a policy's
    /// <see cref="PartnerRule"/>; null where images find their partners in their own batch.
    /// </summary>
    public Scene? Partners { get; }

    /// <summary>The same batch with partners of its own, so that even a batch of one is mixed.</summary>
    /// <remarks>
    /// Partners are drawn for as a batch of their own: what is erased of them and which part they show belongs to them, and they are mixed with
    /// nobody. An image whose partner is its own sample stays as it is.
    /// </remarks>
    /// <param name="partners">As many samples, of the same size; image i's partner at place i.</param>
    /// <exception cref="ArgumentException">Another size or count, or the partners have partners themselves.</exception>
    public Scene With(Scene partners)
    {
        ArgumentNullException.ThrowIfNull(partners);
        if (partners.Size != Size)
            throw new ArgumentException(
                $"The batch's images have {Size}, but their partners {partners.Size}; partners need the batch's size.",
                nameof(partners)
            );
        if (partners.Count != Count)
            throw new ArgumentException(
                $"A batch of {Count} images needs a partner for each; {partners.Count} were given.",
                nameof(partners)
            );
        if (partners.Partners is not null)
            throw new ArgumentException(
                "Partners are mixed with nobody: give a scene without partners of its own.",
                nameof(partners)
            );
        return new Scene(this, Occurrences, SourceSizes, partners);
    }

    /// <summary>The size of the source at a place; partners follow the images.</summary>
    internal Size SourceOf(int place) =>
        place >= Count ? Partners!.SourceOf(place - Count)
        : SourceSizes.IsEmpty ? Size
        : SourceSizes[place];

    /// <summary>Images and partners.</summary>
    internal int PlaceCount => Partners is null ? Count : 2 * Count;

    /// <summary>Images in the batch.</summary>
    public int Count => Samples.Length;

    private static void CheckMost(int count, string name)
    {
        if (count > MostSamples)
            throw new ArgumentOutOfRangeException(
                name,
                count,
                $"A batch has at most {MostSamples} samples; draw for several batches."
            );
    }

    /// <summary>A batch of consecutive samples.</summary>
    /// <param name="size">Height and width of every image.</param>
    /// <param name="first">The index of the first sample, from 0.</param>
    /// <param name="count">Samples, from 1 to 2²⁴.</param>
    /// <exception cref="ArgumentOutOfRangeException">The first is negative, there are too few or too many, or the last has no index.</exception>
    public static Scene Range(Size size, int first, int count)
    {
        Guard.AtLeast(first, 0, nameof(first), "(the first sample)");
        Guard.AtLeast(count, 1, nameof(count), "sample");
        CheckMost(count, nameof(count));
        if (first - 1 > int.MaxValue - count)
            throw new ArgumentOutOfRangeException(
                nameof(first),
                first,
                $"{count} samples from {first} on reach beyond the largest index, {int.MaxValue}."
            );
        int[] samples = new int[count];
        for (int i = 0; i < count; i++)
            samples[i] = first + i;
        return new Scene(size, samples);
    }
}
