namespace Cutwork.Studies.Tests.Comparison;

public class StatisticsTests
{
    [Fact]
    public void The_interval_is_student_s()
    {
        // Mean 2, standard deviation √(10/4), five pairs: 2.776 · 1.5811 / √5 = 1.963.
        var difference = PairedDifference.Of([0, 1, 2, 3, 4]);
        Assert.Equal((2.0, 5), (difference.Mean, difference.Pairs));
        Assert.Equal(1.963, difference.HalfWidth, 3);
        Assert.True(difference.IsClear);
        Assert.False(PairedDifference.Of([-2, 1, 2, 3, 4]).IsClear);
        Assert.Equal(double.PositiveInfinity, PairedDifference.Of([3]).HalfWidth);
        Assert.False(PairedDifference.Of([3]).IsClear);
        // A hundred pairs: t(99) is 1.984.
        double[] many = [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? 1.0 : -1)];
        Assert.Equal(1.984 * Math.Sqrt(100.0 / 99) / 10, PairedDifference.Of(many).HalfWidth, 3);
        Assert.Throws<ArgumentException>(() => PairedDifference.Of([]));
    }

    private static StudyRun Run(string arm, ulong seed, double accuracy) =>
        new()
        {
            Study = "effects",
            Data = "d",
            Arm = arm,
            Seed = seed,
            Recipe = "{}",
            Training = "t",
            Machine = "m",
            Versions = "v",
            TestAccuracy = accuracy,
            TestLoss = 0.5,
            CalibrationError = 0.02,
            TrainAccuracy = 0.99,
            SecondsPerEpoch = 1.5,
            PaintingShare = 0.01,
        };

    [Fact]
    public void The_table_pairs_seeds_and_marks_what_is_clear()
    {
        // Seeds differ by ten points, arms by one: only pairs show it.
        StudyRun[] runs =
        [
            .. Enumerable
                .Range(0, 4)
                .SelectMany(seed =>
                    (StudyRun[])
                        [
                            Run("none", (ulong)seed, 0.5 + 0.1 * seed),
                            Run("mixup", (ulong)seed, 0.51 + 0.1 * seed + 0.001 * (seed % 2)),
                        ]
                ),
            Run("cutmix", 0, 0.6),
        ];
        string[] rows = StudyTable.Of(["none", "mixup", "cutmix"], runs).Split('\n');
        Assert.Equal("| none | 4 | 65.00 ± 12.91 |  | 0.500 ± 0.000 | 2.0 ± 0.0 | 99.0 ± 0.0 | 1.50 | 1.0 |", rows[2]);
        Assert.Contains("| 66.05 ± 12.94 | **+1.05 ± 0.09** |", rows[3]);
        Assert.Contains("| 1 | 60.00 ± 0.00 | +10.00, one pair |", rows[4]);
        Assert.Contains(
            "random-erasing",
            Assert.Throws<ArgumentException>(() => StudyTable.Of(["random-erasing"], runs)).Message
        );
    }
}
