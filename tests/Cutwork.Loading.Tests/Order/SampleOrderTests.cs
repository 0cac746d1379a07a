namespace Cutwork.Loading.Tests.Order;

/// <summary>What each order promises.</summary>
public class SampleOrderTests
{
    private static int[] Epoch(SampleOrder order, int epoch) =>
        [.. Enumerable.Range(0, order.Count).Select(place => order.SampleAt(new Key(5, epoch), place))];

    [Fact]
    public void Epochs_are_shuffled_differently_and_each_the_same_again()
    {
        SampleOrder order = SampleOrder.Shuffled(1000);
        Assert.Equal(Epoch(order, 0), Epoch(SampleOrder.Shuffled(1000), 0));
        Assert.NotEqual(Epoch(order, 0), Epoch(order, 1));
        Assert.Equal(Enumerable.Range(0, 1000), Epoch(SampleOrder.Sequential(1000), 7));
    }

    [Fact]
    public void A_hundred_million_samples_take_no_memory()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        SampleOrder order = SampleOrder.Shuffled(100_000_000);
        long sum = 0;
        for (int place = 0; place < 1000; place++)
            sum += order.SampleAt(new Key(5), place * 99_999);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
        Assert.InRange(sum / 1000, 45_000_000, 55_000_000);
    }

    [Fact]
    public void Weights_are_the_probabilities()
    {
        double[] weights = [0, 1, 2, 3, 0, 4];
        SampleOrder order = SampleOrder.Weighted(weights, 100_000);
        int[] counts = new int[weights.Length];
        foreach (int sample in Epoch(order, 3))
            counts[sample]++;
        Assert.Equal(0, counts[0] + counts[4]);
        for (int sample = 0; sample < weights.Length; sample++)
            Assert.InRange(counts[sample] / 100_000.0, weights[sample] / 10 - 0.008, weights[sample] / 10 + 0.008);
        Assert.NotEqual(Epoch(order, 3), Epoch(order, 4));
    }

    [Fact]
    public void One_weight_alone_is_always_drawn() =>
        Assert.All(Epoch(SampleOrder.Weighted([0, 0, 1e-300, 0], 50), 1), sample => Assert.Equal(2, sample));

    [Fact]
    public void Impossible_weights_are_named()
    {
        Assert.Contains(
            "sample 1 is -1",
            Assert.Throws<ArgumentException>(() => SampleOrder.Weighted([1, -1])).Message
        );
        Assert.Contains("sum to 0", Assert.Throws<ArgumentException>(() => SampleOrder.Weighted([0, 0])).Message);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => SampleOrder.Weighted([double.NaN])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleOrder.Weighted([]));
    }

    [Fact]
    public void Classes_come_equally_often_and_no_sample_twice_before_its_class_is_through()
    {
        int[] labels = [0, 0, 0, 0, 0, 0, 0, 2, 2, 5]; // 7, 2 and 1
        SampleOrder order = SampleOrder.ClassBalanced(labels, 63);
        for (int epoch = 0; epoch < 20; epoch++)
        {
            int[] samples = Epoch(order, epoch);
            for (int round = 0; round < 21; round++)
                Assert.Equal([0, 2, 5], samples.Skip(3 * round).Take(3).Select(sample => labels[sample]).Order());
            int[] first = [.. samples.Where(sample => labels[sample] == 0)];
            for (int pass = 0; pass < 3; pass++)
                Assert.Equal(Enumerable.Range(0, 7), first.Skip(7 * pass).Take(7).Order());
        }
        Assert.NotEqual(Epoch(order, 0), Epoch(order, 1));
    }

    [Fact]
    public void Nothing_to_balance_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SampleOrder.ClassBalanced([]));
        Assert.Contains(
            "Sample 1 has the label -3",
            Assert.Throws<ArgumentException>(() => SampleOrder.ClassBalanced([0, -3])).Message
        );
    }

    [Fact]
    public void A_list_is_read_as_it_stands_in_every_epoch()
    {
        int[] samples = [5, 2, 9];
        SampleOrder order = SampleOrder.Listed(samples);
        samples[0] = 7; // copied
        foreach (int epoch in (int[])[0, 3])
            Assert.Equal(
                [5, 2, 9],
                Enumerable.Range(0, order.Count).Select(place => order.SampleAt(new Key(1, epoch), place))
            );
        Assert.Throws<ArgumentOutOfRangeException>(() => order.SampleAt(new Key(1), 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleOrder.Listed());
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => SampleOrder.Listed(0, -1)).Message);
    }

    [Fact]
    public void A_list_may_be_shuffled_as_a_whole_set_is()
    {
        int[] samples = [50, 20, 90, 70, 10];
        SampleOrder order = SampleOrder.Shuffled(samples);
        SampleOrder places = SampleOrder.Shuffled(5);
        foreach (int epoch in (int[])[0, 3])
        {
            var key = new Key(1, epoch);
            int[] shown = [.. Enumerable.Range(0, 5).Select(place => order.SampleAt(key, place))];
            Assert.Equal(samples.Order(), shown.Order());
            Assert.Equal(Enumerable.Range(0, 5).Select(place => samples[places.SampleAt(key, place)]), shown);
        }
    }
}
