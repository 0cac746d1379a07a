using System.Collections.Immutable;

namespace Cutwork;

/// <summary>What a batch looks like to the policies that draw for it: the images' size, and which samples they are.</summary>
public sealed class Scene
{
    /// <summary>A batch of samples, each named by its index in the data set.</summary>
    /// <param name="size">Height and width of every image.</param>
    /// <param name="samples">Indexes in the data set, at least one; none negative. The same index twice draws the same twice.</param>
    /// <exception cref="ArgumentException">No sample, or a negative index.</exception>
    public Scene(Size size, params ReadOnlySpan<int> samples)
    {
        if (size == default)
            throw new ArgumentException("A scene needs a size of at least 1×1.", nameof(size));
        if (samples.IsEmpty)
            throw new ArgumentException("A scene needs at least one sample.", nameof(samples));
        foreach (int sample in samples)
            if (sample < 0)
                throw new ArgumentException(
                    $"A sample is named by its index in the data set, from 0; {sample} was given.",
                    nameof(samples)
                );
        Size = size;
        Samples = [.. samples];
    }

    private Scene(Scene scene, ImmutableArray<Size> sourceSizes, Scene? partners)
    {
        Size = scene.Size;
        Samples = scene.Samples;
        SourceSizes = sourceSizes;
        Partners = partners;
    }

    /// <summary>Height and width of every image.</summary>
    public Size Size { get; }

    /// <summary>The samples' indexes in the data set.</summary>
    public ImmutableArray<int> Samples { get; }

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
        return new Scene(this, [.. sourceSizes], Partners);
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
        return new Scene(this, SourceSizes, partners);
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

    /// <summary>A batch of consecutive samples.</summary>
    public static Scene Range(Size size, int first, int count)
    {
        Guard.AtLeast(count, 1, nameof(count), "sample");
        int[] samples = new int[count];
        for (int i = 0; i < count; i++)
            samples[i] = checked(first + i);
        return new Scene(size, samples);
    }
}
