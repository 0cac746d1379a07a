using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Cutwork;

/// <summary>
/// What will be done to one batch: the stages in order, each a list of strokes. A value: it can be compared, printed,
/// written as JSON, replayed anywhere. Nothing in it refers to pixels.
/// </summary>
public sealed partial class Plan : IEquatable<Plan>
{
    /// <summary>A plan from its parts; usually <see cref="Recipe.Draw"/> makes one.</summary>
    /// <param name="key">Seed and epoch.</param>
    /// <param name="size">Height and width of every image.</param>
    /// <param name="samples">The images' indexes in the data set, at least one.</param>
    /// <param name="stages">For as many places as there are images and partners; [] leaves every image as it is.</param>
    /// <param name="views">One per image and partner, or none.</param>
    /// <param name="partners">Samples that are read only to be mixed in: none, or one per image.</param>
    /// <param name="occurrences">How often each image's and partner's sample came before in the epoch: one for each, or none.</param>
    /// <exception cref="ArgumentException">
    /// A stage is for another batch, a stroke reaches out of the image, one image's partner strokes overlap within a stage, labels follow the drawn λ
    /// though several stages mix regions, or more than <see cref="MostMixingStages"/> stages mix.
    /// </exception>
    public Plan(
        Key key,
        Size size,
        ImmutableArray<int> samples,
        ImmutableArray<Stage> stages,
        ImmutableArray<View> views = default,
        ImmutableArray<int> partners = default,
        ImmutableArray<int> occurrences = default
    )
    {
        Views = views.IsDefault ? [] : views;
        Partners = partners.IsDefault ? [] : partners;
        if (size == default)
            throw new ArgumentException("A plan needs a size of at least 1×1.", nameof(size));
        if (samples.IsDefaultOrEmpty)
            throw new ArgumentException("A plan needs at least one sample.", nameof(samples));
        if (stages.IsDefault)
            throw new ArgumentException("A plan needs its stages; [] leaves every image as it is.", nameof(stages));
        if (!Partners.IsEmpty && Partners.Length != samples.Length)
            throw new ArgumentException(
                $"A plan for {samples.Length} images has {Partners.Length} partners; give one per image, or none.",
                nameof(partners)
            );
        CheckSamples(samples.AsSpan());
        CheckSamples(Partners.AsSpan());
        int sources = samples.Length + Partners.Length;
        if (!Views.IsEmpty && Views.Length != sources)
            throw new ArgumentException(
                $"A plan for {sources} images and partners has {Views.Length} views; give one for each, or none.",
                nameof(views)
            );
        if (Views.Contains(default))
            throw new ArgumentException("A view of a plan is empty.", nameof(views));
        if (!occurrences.IsDefaultOrEmpty && occurrences.Length != sources)
            throw new ArgumentException(
                $"A plan for {sources} images and partners has {occurrences.Length} occurrences; give one for each, or none.",
                nameof(occurrences)
            );
        if (!occurrences.IsDefaultOrEmpty && occurrences.Min() < 0)
            throw new ArgumentException("An occurrence of a plan is negative; they count from 0.", nameof(occurrences));
        Occurrences = occurrences.IsDefaultOrEmpty || occurrences.Max() == 0 ? [] : occurrences;
        Key = key.For(0, 0);
        Size = size;
        Samples = samples;
        Stages = stages;
        int regional = 0;
        int mixing = 0;
        bool hasDrawnLambda = false;
        foreach (Stage stage in stages)
        {
            if (stage.Count != sources)
                throw new ArgumentException($"A stage for {stage.Count} images is in a plan for {sources}.");
            bool mixes = false;
            bool mixesRegions = false;
            foreach (ref readonly Stroke stroke in stage.Strokes)
            {
                if (!stroke.Region.FitsIn(size))
                    throw new ArgumentException(
                        $"The stroke on image {stroke.Position} covers {stroke.Region}, outside of {size}; clip it first."
                    );
                mixes |= stroke.Source == Source.Partner;
                mixesRegions |= stroke.Source == Source.Partner && !stroke.IsWhole(size) && !stroke.Region.IsEmpty;
                hasDrawnLambda |= stroke.DrawnLambda is not null;
            }
            mixing += mixes ? 1 : 0;
            regional += mixesRegions ? 1 : 0;
            Exactness.CheckDisjoint(stage);
        }
        Exactness.CheckStages(mixing);
        CountsLabels = regional > 1;
        if (CountsLabels && hasDrawnLambda)
            throw new ArgumentException(Exactness.DrawnLambdaRefusal);
    }

    private Plan(Key key, Scene scene, ImmutableArray<Stage> stages, ImmutableArray<View> views, bool countsLabels)
    {
        CountsLabels = countsLabels;
        Views = views;
        Key = key.For(0, 0);
        Size = scene.Size;
        Samples = scene.Samples;
        Partners = scene.Partners?.Samples ?? [];
        Occurrences = OccurrencesOf(scene);
        Stages = stages;
    }

    private Plan(Plan plan, ImmutableArray<View> views)
    {
        CountsLabels = plan.CountsLabels;
        Views = views;
        Key = plan.Key;
        Size = plan.Size;
        Samples = plan.Samples;
        Partners = plan.Partners;
        Occurrences = plan.Occurrences;
        Stages = plan.Stages;
    }

    private Plan(Plan plan, ImmutableArray<Stage> stages)
    {
        Views = [];
        Key = plan.Key;
        Size = plan.Size;
        Samples = [.. plan.Samples, .. plan.Partners];
        Partners = [];
        Occurrences = plan.Occurrences;
        Stages = stages;
    }

    /// <summary>Some of its stages, for all its places as images.</summary>
    internal Plan WithStages(ImmutableArray<Stage> stages) => new(this, stages);

    private static void CheckSamples(ReadOnlySpan<int> samples)
    {
        foreach (int sample in samples)
            if (sample < 0)
                throw new ArgumentException($"Samples are indexes in the data set, from 0 on; {sample} is not.");
    }

    /// <summary>A plan of stages of which is known already what the constructor checks.</summary>
    internal static Plan OfSound(
        Key key,
        Scene scene,
        ImmutableArray<Stage> stages,
        ImmutableArray<View> views,
        bool countsLabels
    ) => new(key, scene, stages, views, countsLabels);

    /// <summary>How many stages of a plan may mix, and policies of a recipe: far more than label anything.</summary>
    public const int MostMixingStages = 64;

    /// <summary>
    /// True where more than one stage mixes regions: shares of labels are then counted from what is seen, since a later region covers part of an earlier
    /// one; else they follow from each stage's areas.
    /// </summary>
    internal bool CountsLabels { get; }

    /// <summary>
    /// What each image shows of its source, by place, and then what each partner shows; empty where no policy decided it, and images are painted
    /// as they are.
    /// </summary>
    public ImmutableArray<View> Views { get; }

    /// <summary>The same plan for images that were brought to their <see cref="Views"/> already.</summary>
    public Plan AsShown() => Views.IsEmpty ? this : new Plan(this, ImmutableArray<View>.Empty);

    /// <summary>The address it was drawn at: seed and epoch.</summary>
    public Key Key { get; }

    /// <summary>Height and width of every image.</summary>
    public Size Size { get; }

    /// <summary>The samples' indexes in the data set, by place in the batch.</summary>
    public ImmutableArray<int> Samples { get; }

    /// <summary>
    /// The samples that are read only to be mixed in, image i's at place <see cref="Count"/> + i; empty where images find their partners in
    /// their own batch. What paints and labels such a plan takes images and partners, and gives the images.
    /// </summary>
    public ImmutableArray<int> Partners { get; }

    /// <summary>The index in the data set of an image's sample, or, from <see cref="Count"/> on, of a partner's.</summary>
    /// <param name="place">A place, such as <see cref="Stroke.Position"/> and <see cref="Stroke.Partner"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public int SampleAt(int place) =>
        (uint)place < (uint)Count ? Samples[place]
        : place >= 0 && place < PlaceCount ? Partners[place - Count]
        : throw new ArgumentOutOfRangeException(nameof(place), place, $"The plan's places are 0 to {PlaceCount - 1}.");

    /// <summary>
    /// How often each image's sample came before in the epoch, by place, and then each partner's; empty where all come for the first time.
    /// </summary>
    public ImmutableArray<int> Occurrences { get; }

    /// <summary>How often the sample at a place came before in the epoch.</summary>
    /// <param name="place">A place, as in <see cref="SampleAt"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public int OccurrenceAt(int place)
    {
        _ = SampleAt(place); // there is such a place
        return Occurrences.IsEmpty ? 0 : Occurrences[place];
    }

    /// <summary>The occurrences of a scene's images and partners.</summary>
    internal static ImmutableArray<int> OccurrencesOf(Scene scene)
    {
        if (scene.Occurrences.IsEmpty && scene.Partners is not { Occurrences.IsEmpty: false })
            return [];
        int[] occurrences = new int[scene.PlaceCount];
        for (int place = 0; place < occurrences.Length; place++)
            occurrences[place] =
                place < scene.Count ? scene.OccurrenceAt(place) : scene.Partners!.OccurrenceAt(place - scene.Count);
        return ImmutableCollectionsMarshal.AsImmutableArray(occurrences);
    }

    /// <summary>Places: images, and their partners where the plan has some of its own. As many images are read, and lists of targets given.</summary>
    public int PlaceCount => Samples.Length + Partners.Length;

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
        && Partners.AsSpan().SequenceEqual(other.Partners.AsSpan())
        && Occurrences.AsSpan().SequenceEqual(other.Occurrences.AsSpan())
        && Stages.AsSpan().SequenceEqual(other.Stages.AsSpan())
        && Views.AsSpan().SequenceEqual(other.Views.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Plan);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Size, Count, Stages.Length);
}
