using Cutwork.Imaging;

namespace Cutwork.Studies.Tests.Comparison;

public class RandomLabelsTests
{
    [Fact]
    public void As_many_labels_are_random_as_were_asked_for_and_uniform()
    {
        using var many = new ShapesDataSet(new Size(4, 4), 4000);
        var half = new RandomLabels(many, 0.5, seed: 3);
        int[] replaced = [.. Enumerable.Range(0, many.Count).Where(half.IsRandom)];
        Assert.InRange(replaced.Length, 1850, 2150); // ±4.7 standard deviations
        int[] counts = new int[10];
        foreach (int index in replaced)
            counts[half.Read(index).Label]++;
        Assert.All(counts, count => Assert.InRange(count, 140, 260));
        int same = replaced.Count(index => half.Read(index).Label == many.Read(index).Label);
        Assert.InRange(same, 140, 260); // a tenth stays as it was
        Assert.All(
            Enumerable.Range(0, many.Count).Except(replaced),
            index => Assert.Equal(many.Read(index).Label, half.Read(index).Label)
        );
        Assert.Equal(half.Read(replaced[0]).Label, new RandomLabels(many, 0.5, seed: 3).Read(replaced[0]).Label);
        Assert.NotEqual(replaced, Enumerable.Range(0, many.Count).Where(new RandomLabels(many, 0.5, seed: 4).IsRandom));
    }
}
