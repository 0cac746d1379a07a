using System.Buffers;
using System.Collections.Immutable;

namespace Cutwork;

/// <summary>
/// What a policy draws on: it gives out the units to draw for and their random streams, and collects the strokes of one
/// stage.
/// </summary>
public sealed class Sketch
{
    private readonly Key key;
    private readonly ImmutableArray<Origin>.Builder origins = ImmutableArray.CreateBuilder<Origin>(1);
    private Stroke[] strokes;
    private int used;
    private uint operation;
    private int choice;
    private int[]? choices;

    internal Sketch(Key key, Scene scene)
    {
        this.key = key;
        Scene = scene;
        strokes = ArrayPool<Stroke>.Shared.Rent(scene.Count);
    }

    /// <summary>The batch that is drawn for.</summary>
    public Scene Scene { get; }

    /// <summary>Height and width of every image.</summary>
    public Size Size => Scene.Size;

    /// <summary>The units of a scope, those that a choice has given to another policy left out.</summary>
    public IEnumerable<Unit> Units(Scope scope)
    {
        int count = Scene.Count;
        int units = scope switch
        {
            Scope.Batch => 1,
            Scope.Pair => (count + 1) / 2,
            _ => count,
        };
        for (int first = 0; first < units; first++)
        {
            var unit = new Unit(key.For(Scene.Samples[first], Address((Purpose)scope)), scope, first);
            if (HasChosen(unit))
                yield return unit;
        }
    }

    /// <summary>For every place in the batch, the place of its partner; its own place where there is no partner.</summary>
    /// <remarks>Pairing belongs to the batch, not to a sample: its stream is addressed by the batch's first sample.</remarks>
    public int[] Partners(PartnerRule rule)
    {
        int[] partners = new int[Scene.Count];
        Rng rng = key.For(Scene.Samples[0], Address(Purpose.Pairing)).Open();
        switch (rule)
        {
            case PartnerRule.Shuffle:
                Permutations.Shuffle(ref rng, partners);
                break;
            case PartnerRule.Derangement:
                Permutations.Derange(ref rng, partners);
                break;
            case PartnerRule.Reverse:
                for (int i = 0; i < partners.Length; i++)
                    partners[i] = partners.Length - 1 - i;
                break;
            default:
                for (int i = 0; i < partners.Length; i++)
                    partners[i] = (i + partners.Length - 1) % partners.Length;
                break;
        }
        return partners;
    }

    /// <summary>Lays the policy's paint over a region of every image of the unit.</summary>
    /// <remarks>The seed of random paint is always drawn, so that another paint leaves the regions as they are.</remarks>
    public void Erase(Unit unit, Region region, ref Rng rng)
    {
        ulong seed = rng.NextUInt64();
        if (region.IsEmpty)
            return;
        Paint paint = origins[^1].Paint;
        foreach (int position in Members(unit))
            Add(
                new Stroke
                {
                    Position = position,
                    Region = region,
                    Source = paint.Source,
                    Partner = -1,
                    Seed = paint.Kind == PaintKind.Random ? seed : 0,
                    Origin = origins.Count - 1,
                }
            );
    }

    /// <summary>
    /// Lays a region of its partner over every image of the unit. An image that is its own partner gets no stroke: mixed with
    /// itself it stays as it is, to the bit.
    /// </summary>
    public void Mix(Unit unit, ReadOnlySpan<int> partners, Region region, double ownWeight, double? drawnLambda = null)
    {
        foreach (int position in Members(unit))
            if (partners[position] != position)
                Add(
                    new Stroke
                    {
                        Position = position,
                        Region = region,
                        Source = Source.Partner,
                        OwnWeight = ownWeight,
                        Partner = partners[position],
                        Origin = origins.Count - 1,
                        DrawnLambda = drawnLambda,
                    }
                );
    }

    /// <summary>Lets a policy draw, under an operation number that no other policy of the recipe has.</summary>
    internal void Draw(Policy policy, uint number)
    {
        operation = number;
        if (policy is not Choice)
            origins.Add(new Origin(policy.Name, policy.StrokePaint));
        policy.Draw(this);
    }

    /// <summary>
    /// Lets each alternative draw for the images that were given to it; −1 gives an image to none. A choice within a choice
    /// was itself given only its own images, so what it passes on was chosen by both.
    /// </summary>
    internal void DrawChosen(ImmutableArray<Policy> alternatives, int[] chosen)
    {
        uint number = operation;
        int[]? outer = choices;
        int outerChoice = choice;
        for (int index = 0; index < alternatives.Length; index++)
        {
            (choices, choice) = (chosen, index);
            Draw(alternatives[index], number + 1);
            number += alternatives[index].Operations;
        }
        (choices, choice) = (outer, outerChoice);
    }

    internal IEnumerable<int> Members(Unit unit)
    {
        int count = Scene.Count;
        switch (unit.Scope)
        {
            case Scope.Batch:
                for (int position = 0; position < count; position++)
                    if (IsChosen(position))
                        yield return position;
                break;
            case Scope.Pair:
                if (IsChosen(unit.First))
                    yield return unit.First;
                int second = count - 1 - unit.First;
                if (second != unit.First && IsChosen(second))
                    yield return second;
                break;
            default:
                if (IsChosen(unit.First))
                    yield return unit.First;
                break;
        }
    }

    internal Stage ToStage()
    {
        var stage = new Stage(Scene.Count, origins.ToImmutable(), strokes.AsSpan(0, used));
        ArrayPool<Stroke>.Shared.Return(strokes);
        strokes = [];
        return stage;
    }

    private bool HasChosen(Unit unit) => choices is null || Members(unit).Any();

    private bool IsChosen(int position) => choices is null || choices[position] == choice;

    private void Add(in Stroke stroke)
    {
        if (used == strokes.Length)
        {
            Stroke[] larger = ArrayPool<Stroke>.Shared.Rent(2 * used);
            strokes.AsSpan().CopyTo(larger);
            ArrayPool<Stroke>.Shared.Return(strokes);
            strokes = larger;
        }
        strokes[used++] = stroke;
    }

    private uint Address(Purpose purpose) => (operation << 3) | (uint)purpose;

    private enum Purpose : uint
    {
        Sample = Scope.Sample,
        Pair = Scope.Pair,
        Batch = Scope.Batch,
        Pairing,
    }
}
