namespace Cutwork.Studies.Tests.Training;

public class LearningRateTests
{
    private static double[] All(LearningRate law, int steps) =>
        [.. Enumerable.Range(0, steps).Select(step => LearningRates.At(law, 0.4, step, steps))];

    [Fact]
    public void One_cycle_is_PyTorch_s()
    {
        double[] rates = All(LearningRate.OneCycle, 100);
        // OneCycleLR(max_lr=0.4, total_steps=100): 0.4 / 25 at first, the peak at step 0.3 · 100 − 1, 0.4 / 25 / 10⁴ at last.
        Assert.Equal(0.016, rates[0], 12);
        Assert.Equal(0.4, rates[29], 12);
        Assert.Equal(1.6e-6, rates[99], 12);
        // Halfway up and down a cosine is the middle.
        Assert.Equal((0.4 + 1.6e-6) / 2, rates[64], 9);
        Assert.Equal(rates[..30].Order(), rates[..30]);
        Assert.Equal(rates[29..].OrderDescending(), rates[29..]);
    }

    [Fact]
    public void The_others_are_their_formulas()
    {
        Assert.Equal(
            [0.4, 0.4 * (1 + Math.Sqrt(0.5)) / 2, 0.2, 0.4 * (1 - Math.Sqrt(0.5)) / 2],
            All(LearningRate.Cosine, 4),
            (a, b) => Math.Abs(a - b) < 1e-12
        );
        Assert.Equal([0.4, 0.4, 0.04, 0.004], All(LearningRate.Steps, 4), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([0.4, 0.4, 0.4, 0.4], All(LearningRate.Constant, 4));
    }
}
