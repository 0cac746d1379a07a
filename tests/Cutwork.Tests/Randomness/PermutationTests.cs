using CsCheck;

namespace Cutwork.Tests.Randomness;

/// <summary>Keyed permutations: each element once, every order alike.</summary>
public class PermutationTests
{
    [Fact]
    public void Every_element_stands_in_one_place() =>
        Gen.Select(Gen.OneOf(Gen.Int[1, 70], Gen.Int[1, 5000]), Gen.ULong, Gen.Int[0, 100])
            .Sample(given =>
            {
                var permutation = new Permutation(given.Item1, new Key(given.Item2, given.Item3));
                return Enumerable
                    .Range(0, given.Item1)
                    .Select(place => permutation[place])
                    .Order()
                    .SequenceEqual(Enumerable.Range(0, given.Item1));
            });

    [Fact]
    public void Where_an_element_stands_is_where_it_is_found() =>
        Gen.Select(
                Gen.OneOf(Gen.Int[1, 70], Gen.Int[1, int.MaxValue]),
                Gen.ULong,
                Gen.Int[0, 100],
                Gen.Int[0, int.MaxValue]
            )
            .Sample(given =>
            {
                var permutation = new Permutation(given.Item1, new Key(given.Item2, given.Item3));
                int element = given.Item4 % given.Item1;
                return permutation[permutation.PlaceOf(element)] == element
                    && permutation.PlaceOf(permutation[element]) == element;
            });

    [Fact]
    public void Many_places_are_each_of_them() =>
        Gen.Select(Gen.OneOf(Gen.Int[1, 70], Gen.Int[1, 5000], Gen.Int[1, int.MaxValue]), Gen.ULong, Gen.Int, Gen.UInt)
            .SelectMany(
                (count, seed, sample, operation) =>
                    Gen.Select(
                        Gen.Const(new Permutation(count, new Key(seed, 5).For(sample & int.MaxValue, operation))),
                        Gen.Int[0, count],
                        Gen.Int[0, 200]
                    )
            )
            .Sample(
                (permutation, place, most) =>
                {
                    int[] elements = new int[Math.Min(most, permutation.Count - place)];
                    permutation.Fill(place, elements);
                    return elements.Index().All(found => found.Item == permutation[place + found.Index]);
                }
            );

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(3, 3)]
    [InlineData(6, 0)]
    [InlineData(int.MaxValue, 2)]
    public void Many_places_that_are_not_all_there_are_refused(int place, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Permutation(5, new Key(0)).Fill(place, new int[count]));

    /// <summary>All n! orders: χ² within four standard deviations.</summary>
    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 6)]
    [InlineData(4, 24)]
    [InlineData(5, 120)]
    [InlineData(6, 720)]
    [InlineData(7, 5040)]
    public void Every_order_is_as_likely_as_another(int count, int orders)
    {
        const double each = 100;
        var seen = new Dictionary<int, int>();
        for (int seed = 0; seed < each * orders; seed++)
        {
            var permutation = new Permutation(count, new Key((ulong)seed));
            int order = 0;
            for (int place = 0; place < count; place++)
                order = 8 * order + permutation[place];
            seen[order] = seen.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(orders, seen.Count);
        double freedom = orders - 1;
        double square = seen.Values.Sum(times => (times - each) * (times - each) / each);
        Assert.InRange((square - freedom) / Math.Sqrt(2 * freedom), -4, 4);
    }

    /// <summary>The numbers of elements in their own place are Poisson's with mean 1; so are neighbors that stay neighbors.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(4097)]
    public void Nothing_stays_by_more_than_chance(int count)
    {
        double fixedPoints = 0;
        double neighbors = 0;
        const int orders = 2000;
        for (int seed = 0; seed < orders; seed++)
        {
            var permutation = new Permutation(count, new Key((ulong)seed, 3));
            int before = -2;
            for (int place = 0; place < count; place++)
            {
                int element = permutation[place];
                fixedPoints += element == place ? 1 : 0;
                neighbors += element == before + 1 ? 1 : 0;
                before = element;
            }
        }
        double error = 4.5 / Math.Sqrt(orders);
        Assert.InRange(fixedPoints / orders, 1 - error, 1 + error);
        Assert.InRange(neighbors / orders, 1 - error - 1.0 / count, 1 + error);
    }

    [Fact]
    public void Every_part_of_the_key_is_another_order()
    {
        Key[] keys = [new(1), new(2), new(1, 1), new(1, 0, 1), new(1, 0, 0, 1), new(1UL << 40)];
        string[] orders =
        [
            .. keys.Select(key => string.Join(' ', Enumerable.Range(0, 50).Select(i => new Permutation(50, key)[i]))),
        ];
        Assert.Equal(keys.Length, orders.Distinct().Count());
    }

    [Fact]
    public void The_largest_and_the_smallest_work()
    {
        var largest = new Permutation(int.MaxValue, new Key(9));
        int[] some = [.. Enumerable.Range(0, 1000).Select(place => largest[int.MaxValue - 1 - place])];
        Assert.Equal(1000, some.Distinct().Count());
        Assert.All(some, element => Assert.InRange(element, 0, int.MaxValue - 1));
        Assert.Equal(0, new Permutation(1, new Key(9))[0]);
    }

    [Fact]
    public void Places_that_are_not_there_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Permutation(0, new Key(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Permutation(3, new Key(1))[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Permutation(3, new Key(1))[-1]);
    }
}
