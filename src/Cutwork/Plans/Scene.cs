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

    private Scene(Scene scene, ImmutableArray<Size> sourceSizes)
    {
        Size = scene.Size;
        Samples = scene.Samples;
        SourceSizes = sourceSizes;
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
        return new Scene(this, [.. sourceSizes]);
    }

    /// <summary>The size of an image's source.</summary>
    internal Size SourceOf(int position) => SourceSizes.IsEmpty ? Size : SourceSizes[position];

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
