using CsCheck;
using Cutwork.Tests.Reference;

namespace Cutwork.Tests.Laws;

/// <summary>Long cycles of partners in place: what is painted together, and what is left over, equals the reference to the bit.</summary>
public class CycleLaws
{
    private static readonly Gen<(int Count, Size Size, ulong Seed, int Pad, int Threads, bool Interleaved)> Cases =
        Gen.Select(
            Gen.Int[1, 40],
            Gen.Select(Gen.Int[1, 9], Gen.Int[1, 40], (height, width) => new Size(height, width)),
            Gen.ULong,
            Gen.Int[0, 3],
            Gen.Int[1, 3],
            Gen.Bool
        );

    private static Recipe RecipeOf(ulong seed) =>
        (seed % 5) switch
        {
            0 => new Recipe(new Mixup(1)),
            1 => new Recipe(new Mixup(1) { Scope = Scope.Sample }),
            2 => new Recipe(new Mixup(1) { Scope = Scope.Sample, Probability = 0.8 }),
            3 => new Recipe(new CutMix(1)),
            _ => new Recipe(new Mixup(1), new CutMix(1)),
        };

    [Fact]
    public void Floats_in_a_cycle_are_the_reference_s() =>
        Cases.Sample(given =>
            Agrees(
                given,
                Palette.UnitOf([0.4f], [0.2f]),
                Generate.Floats,
                (plan, batch, palette, options) => plan.Apply(batch, palette, options: options)
            )
        );

    [Fact]
    public void Bytes_in_a_cycle_are_the_reference_s() =>
        Cases.Sample(given =>
            Agrees(
                given,
                Palette.BytesOf([0.4f], [0.2f]),
                Generate.Bytes,
                (plan, batch, palette, options) => plan.Apply(batch, palette, options: options)
            )
        );

    [Fact]
    public void Most_plans_have_a_cycle_that_is_painted_together()
    {
        int chains = 0;
        for (ulong seed = 0; seed < 100; seed++)
        {
            Plan plan = new Recipe(new Mixup(1)).Draw(new Key(seed), Scene.Range(new Size(2, 2), 0, 16));
            var order = new MixOrder();
            order.Find(plan.Stages[0]);
            chains += order.HasPlainCycles && !order.HasOnlyPairs && order.Steps.Length > BlendChain.Links ? 1 : 0;
        }
        Assert.InRange(chains, 90, 100);
    }

    private delegate void InPlace<T>(Plan plan, ImageBatch<T> batch, Palette palette, ApplyOptions options)
        where T : unmanaged;

    private static bool Agrees<T>(
        (int Count, Size Size, ulong Seed, int Pad, int Threads, bool Interleaved) given,
        Palette palette,
        Func<ulong, int, T[]> fill,
        InPlace<T> apply
    )
        where T : unmanaged, IEquatable<T>
    {
        Layout layout = given.Interleaved
            ? Layout.Interleaved(given.Size, 3, 3 * given.Size.Width + given.Pad)
            : Layout.Planar(given.Size, 3, given.Size.Width + given.Pad);
        Plan plan = RecipeOf(given.Seed).Draw(new Key(given.Seed), Scene.Range(given.Size, 0, given.Count));
        T[] source = fill(given.Seed, layout.Extent * given.Count);
        T[] expected = [.. source];
        for (int position = 0; position < given.Count; position++)
            Painter.Paint(
                plan,
                position,
                new ReadOnlyImageBatch<T>(source, layout, given.Count, layout.Extent),
                new ImageView<T>(expected.AsSpan(position * layout.Extent, layout.Extent), layout),
                palette
            );
        T[] painted = [.. source];
        apply(
            plan,
            new ImageBatch<T>(painted, layout, given.Count, layout.Extent),
            palette,
            new ApplyOptions { MaxDegreeOfParallelism = given.Threads, ThreadsFrom = 0 }
        );
        return painted.AsSpan().SequenceEqual(expected);
    }
}
