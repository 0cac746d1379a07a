using System.Collections.Immutable;

namespace Cutwork;

/// <summary>
/// What will be done to one batch: the stages in order, each a list of strokes. A value: it can be compared, printed,
/// written as JSON, replayed anywhere. Nothing in it refers to pixels.
/// </summary>
public sealed partial class Plan : IEquatable<Plan>
{
    /// <summary>A plan from its parts; usually <see cref="Recipe.Draw"/> makes one.</summary>
    /// <exception cref="ArgumentException">
    /// A stage is for another batch, a stroke reaches out of the image, one image's partner strokes overlap within a stage,
    /// or a region is mixed into images that a region was mixed into already (no label would be exact).
    /// </exception>
    public Plan(
        Key key,
        Size size,
        ImmutableArray<int> samples,
        ImmutableArray<Stage> stages,
        ImmutableArray<View> views = default
    )
    {
        Views = views.IsDefault ? [] : views;
        if (size == default)
            throw new ArgumentException("A plan needs a size of at least 1×1.", nameof(size));
        if (samples.IsDefaultOrEmpty)
            throw new ArgumentException("A plan needs at least one sample.", nameof(samples));
        if (stages.IsDefault)
            throw new ArgumentException("A plan needs its stages; [] leaves every image as it is.", nameof(stages));
        if (!Views.IsEmpty && Views.Length != samples.Length)
            throw new ArgumentException(
                $"A plan for {samples.Length} images has {Views.Length} views; give one per image, or none.",
                nameof(views)
            );
        if (Views.Contains(default))
            throw new ArgumentException("A view of a plan is empty.", nameof(views));
        Key = key.For(0, 0);
        Size = size;
        Samples = samples;
        Stages = stages;
        bool regional = false;
        foreach (Stage stage in stages)
        {
            if (stage.Count != samples.Length)
                throw new ArgumentException($"A stage for {stage.Count} images is in a plan for {samples.Length}.");
            bool mixesRegions = false;
            foreach (ref readonly Stroke stroke in stage.Strokes)
            {
                if (!stroke.Region.FitsIn(size))
                    throw new ArgumentException(
                        $"The stroke on image {stroke.Position} covers {stroke.Region}, outside of {size}; clip it first."
                    );
                mixesRegions |= stroke.Source == Source.Partner && !stroke.IsWhole(size) && !stroke.Region.IsEmpty;
            }
            if (mixesRegions && regional)
                throw new ArgumentException(Exactness.Refusal);
            regional |= mixesRegions;
            Exactness.CheckDisjoint(stage);
        }
    }

    private Plan(Key key, Scene scene, ImmutableArray<Stage> stages, ImmutableArray<View> views)
    {
        Views = views;
        Key = key.For(0, 0);
        Size = scene.Size;
        Samples = scene.Samples;
        Stages = stages;
    }

    /// <summary>A plan of stages of which is known already what the constructor checks.</summary>
    internal static Plan OfSound(Key key, Scene scene, ImmutableArray<Stage> stages, ImmutableArray<View> views) =>
        new(key, scene, stages, views);

    /// <summary>
    /// What each image shows of its source, by place; empty where no policy decided it, and images are painted as they are.
    /// </summary>
    public ImmutableArray<View> Views { get; }

    /// <summary>The same plan for images that were brought to their <see cref="Views"/> already.</summary>
    public Plan AsShown() => Views.IsEmpty ? this : new Plan(Key, new Scene(Size, Samples.AsSpan()), Stages, []);

    /// <summary>The address it was drawn at: seed and epoch.</summary>
    public Key Key { get; }

    /// <summary>Height and width of every image.</summary>
    public Size Size { get; }

    /// <summary>The samples' indexes in the data set, by place in the batch.</summary>
    public ImmutableArray<int> Samples { get; }

    /// <summary>The stages, in order.</summary>
    public ImmutableArray<Stage> Stages { get; }

    /// <summary>Images in the batch.</summary>
    public int Count => Samples.Length;

    /// <inheritdoc/>
    public bool Equals(Plan? other) =>
        other is not null
        && Key == other.Key
        && Size == other.Size
        && Samples.AsSpan().SequenceEqual(other.Samples.AsSpan())
        && Stages.AsSpan().SequenceEqual(other.Stages.AsSpan())
        && Views.AsSpan().SequenceEqual(other.Views.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Plan);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Size, Count, Stages.Length);
}
