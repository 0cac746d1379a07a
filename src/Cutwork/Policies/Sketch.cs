using System.Buffers;
using System.Collections.Immutable;

namespace Cutwork;

/// <summary>
/// What a policy draws on: it gives out the units to draw for and their random streams, and collects the strokes of one
/// stage.
/// </summary>
/// <remarks>
/// Its working memory is rented, so that a draw allocates little more than its plan. A policy that kept a sketch beyond its
/// own <see cref="Policy.Draw"/> could lay no more strokes on it.
/// </remarks>
public sealed partial class Sketch
{
    private readonly Key key;
    private readonly Scene scene; // images and partners
    private readonly ImmutableArray<Origin> origins;
    private Stroke[] strokes;
    private int used;
    private int[] partners = [];
    private int partnersUsed;
    private uint operation;
    private int origin = -1;
    private int[] choices = [];
    private int choice;
    private bool isSound = true;
    private bool isOrdered = true;
    private int lastPosition;
    private bool isClosed;
    private bool isForPartners;

    internal Sketch(Key key, Scene scene, ImmutableArray<Origin> origins, View[]? views = null)
    {
        Views = views;
        this.key = key;
        this.origins = origins;
        this.scene = scene;
        strokes = ArrayPool<Stroke>.Shared.Rent(scene.PlaceCount);
    }

    /// <summary>The batch that is drawn for: the images, or then, where they have partners of their own, the partners.</summary>
    public Scene Scene => isForPartners ? scene.Partners! : scene;

    /// <summary>Where the batch that is drawn for begins among all places: partners follow the images.</summary>
    private int Offset => isForPartners ? scene.Count : 0;

    /// <summary>Height and width of every image.</summary>
    public Size Size => Scene.Size;

    /// <summary>
    /// True where every stroke is a possible one: what <see cref="Stage"/> and <see cref="Plan"/> check of strokes from
    /// elsewhere was asked here once per unit, or cannot be otherwise.
    /// </summary>
    internal bool IsSound => isSound;

    /// <summary>True where a region, not whole images, was mixed in.</summary>
    internal bool MixesRegions { get; private set; }

    /// <summary>True where labels follow a drawn λ.</summary>
    internal bool HasDrawnLambda { get; private set; }

    /// <summary>What every image shows of its source; null where no policy has decided it.</summary>
    internal View[]? Views { get; private set; }

    /// <summary>What an image shows of its source so far: all of it, where nothing else was decided.</summary>
    /// <param name="unit">One image.</param>
    public View ViewOf(Unit unit) =>
        Views is { } views ? views[Offset + unit.First] : View.Whole(Scene.SourceOf(unit.First));

    /// <summary>Decides what an image shows of its source.</summary>
    /// <param name="unit">One image.</param>
    /// <param name="view">Usually a part of <see cref="ViewOf"/>.</param>
    /// <exception cref="ArgumentException">The view is of a source of another size.</exception>
    /// <exception cref="InvalidOperationException">The unit has several images, or the stage is drawn already.</exception>
    public void Show(Unit unit, View view)
    {
        CheckOpen();
        if (unit.Images != 1)
            throw new InvalidOperationException(
                "Views are decided image by image, since sources differ in size: draw for Units(Scope.Sample)."
            );
        if (view.SourceSize != Scene.SourceOf(unit.First))
            throw new ArgumentException(
                $"The view is one of a source of {view.SourceSize}, but the image's is {Scene.SourceOf(unit.First)}; take a part of ViewOf.",
                nameof(view)
            );
        if (Views is null)
        {
            Views = new View[scene.PlaceCount];
            for (int position = 0; position < Views.Length; position++)
                Views[position] = View.Whole(scene.SourceOf(position));
        }
        if (IsChosen(unit.First))
            Views[Offset + unit.First] = view;
    }

    /// <summary>The units of a scope, those that a choice has given to another policy left out.</summary>
    public Units Units(Scope scope) => new(key, Address((Purpose)scope), scope, Scene, Choices, choice);

    /// <summary>For every place in the batch, the place of its partner; its own place where there is no partner.</summary>
    /// <exception cref="InvalidOperationException">The stage is drawn already.</exception>
    /// <remarks>
    /// Where the batch has partners of its own (<see cref="Scene.Partners"/>), image i's is at place N + i, whatever the rule.
    /// Pairing belongs to the batch, not to a sample: its stream is addressed by the batch's first sample. The memory is
    /// rented, valid until the policy's <see cref="Policy.Draw"/> returns.
    /// </remarks>
    public ReadOnlySpan<int> Partners(PartnerRule rule)
    {
        Span<int> order = RentPartners();
        if (scene.Partners is { } partners)
        {
            for (int i = 0; i < order.Length; i++)
                order[i] = scene.Samples[i] == partners.Samples[i] ? i : scene.Count + i;
            return order;
        }
        Rng rng = key.ForChecked(Scene.Samples[0], Address(Purpose.Pairing), Scene.OccurrenceAt(0)).Open();
        switch (rule)
        {
            case PartnerRule.Shuffle:
                Permutations.Shuffle(ref rng, order);
                break;
            case PartnerRule.Derangement:
                Permutations.Derange(ref rng, order);
                break;
            case PartnerRule.Reverse:
                for (int i = 0; i < order.Length; i++)
                    order[i] = order.Length - 1 - i;
                break;
            default:
                order[0] = order.Length - 1;
                for (int i = 1; i < order.Length; i++)
                    order[i] = i - 1;
                break;
        }
        return order;
    }

    /// <summary>Lays the policy's paint over a region of every image of the unit.</summary>
    /// <exception cref="InvalidOperationException">The stage is drawn already.</exception>
    /// <remarks>The seed of random paint is always drawn, so that another paint leaves the regions as they are.</remarks>
    public void Erase(Unit unit, Region region, ref Rng rng)
    {
        ulong seed = rng.NextUInt64();
        if (region.IsEmpty)
            return;
        Paint paint = origins[origin].Paint;
        Source source = paint.Source;
        if (paint.Kind != PaintKind.Random)
            seed = 0;
        isSound &= source != Source.Partner && region.FitsIn(Size);
        int position = unit.First;
        int offset = Offset;
        for (int image = 0; image < unit.Images; image++, position += unit.Step)
            if (IsChosen(position))
                Stroke.Write(ref Next(offset + position), offset + position, region, source, -1, origin, seed);
    }

    /// <summary>
    /// Lays a region of its partner over every image of the unit. An image that is its own partner gets no stroke: mixed with
    /// itself it stays as it is, to the bit. Partners that stand by (<see cref="Scene.Partners"/>) get none either.
    /// </summary>
    /// <exception cref="InvalidOperationException">The stage is drawn already.</exception>
    public void Mix(Unit unit, ReadOnlySpan<int> partners, Region region, double ownWeight, double? drawnLambda = null)
    {
        isSound &=
            origins[origin].Paint.Source == Source.Partner
            && region.FitsIn(Size)
            && ownWeight is >= 0 and <= 1
            && drawnLambda is null or (>= 0 and <= 1);
        if (isForPartners)
            return;
        int before = used;
        int position = unit.First;
        for (int image = 0; image < unit.Images; image++, position += unit.Step)
        {
            int partner = partners[position];
            if (partner == position || !IsChosen(position))
                continue;
            isSound &= (uint)partner < (uint)scene.PlaceCount;
            Stroke.Write(
                ref Next(position),
                position,
                region,
                Source.Partner,
                partner,
                origin,
                ownWeight: ownWeight,
                drawnLambda: drawnLambda
            );
        }
        HasDrawnLambda |= drawnLambda is not null;
        MixesRegions |= used > before && !region.IsEmpty && region != Region.Whole(Size);
    }

    /// <summary>Lets a policy draw, under an operation number that no other policy of the recipe has.</summary>
    internal void Draw(Policy policy, uint number)
    {
        DrawOne(policy, number);
        if (scene.Partners is null)
            return;
        isForPartners = true;
        origin = -1;
        DrawOne(policy, number);
        isForPartners = false;
    }

    private void DrawOne(Policy policy, uint number)
    {
        operation = number;
        if (policy is not Choice)
            origin++;
        int partnersBefore = partnersUsed;
        policy.Draw(this);
        partnersUsed = partnersBefore;
    }

    /// <summary>
    /// Lets each alternative draw for the images that were given to it; −1 gives an image to none. A choice within a choice
    /// was itself given only its own images, so what it passes on was chosen by both.
    /// </summary>
    internal void DrawChosen(ImmutableArray<Policy> alternatives, int[] chosen)
    {
        uint number = operation;
        int[] outer = choices;
        int outerChoice = choice;
        for (int index = 0; index < alternatives.Length; index++)
        {
            (choices, choice) = (chosen, index);
            DrawOne(alternatives[index], number + 1);
            number += alternatives[index].Operations;
        }
        (choices, choice) = (outer, outerChoice);
    }

    /// <summary>Gives the images of a unit to an alternative, those left out that an outer choice has given elsewhere.</summary>
    internal void Give(Unit unit, int alternative, Span<int> chosen)
    {
        int position = unit.First;
        for (int image = 0; image < unit.Images; image++, position += unit.Step)
            if (IsChosen(position))
                chosen[position] = alternative;
    }

    private ReadOnlySpan<int> Choices => choices.AsSpan(0, Math.Min(choices.Length, Scene.Count));

    private bool IsChosen(int position) => choices.Length == 0 || choices[position] == choice;

    private uint Address(Purpose purpose) => (operation << 3) | (uint)purpose;

    private enum Purpose : uint
    {
        Sample = Scope.Sample,
        Pair = Scope.Pair,
        Batch = Scope.Batch,
        Pairing,
    }
}
