namespace Cutwork.Tests.Randomness;

public class PermutationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(256)]
    public void Both_are_permutations_and_derangements_have_no_fixed_point(int length)
    {
        int[] order = new int[length];
        for (int trial = 0; trial < 200; trial++)
        {
            Rng rng = new Key(21, sample: trial).Open();
            Permutations.Shuffle(ref rng, order);
            Assert.Equal(Enumerable.Range(0, length), order.Order());
            Permutations.Derange(ref rng, order);
            Assert.Equal(Enumerable.Range(0, length), order.Order());
            Assert.True(length == 1 || order.Select((to, from) => to != from).All(moved => moved));
        }
    }

    [Theory]
    [InlineData(true, 24)] // 4!
    [InlineData(false, 9)] // the derangements of four
    public void Every_order_is_equally_likely(bool shuffle, int orders)
    {
        const int n = 90_000;
        var seen = new Dictionary<string, int>();
        int[] order = new int[4];
        Rng rng = new Key(22).Open();
        for (int i = 0; i < n; i++)
        {
            if (shuffle)
                Permutations.Shuffle(ref rng, order);
            else
                Permutations.Derange(ref rng, order);
            string name = string.Join(',', order);
            seen[name] = seen.GetValueOrDefault(name) + 1;
        }

        Assert.Equal(orders, seen.Count);
        double p = 1.0 / orders;
        Assert.All(seen.Values, times => Assert.Equal(p, (double)times / n, 6 * Math.Sqrt(p * (1 - p) / n)));
    }
}
