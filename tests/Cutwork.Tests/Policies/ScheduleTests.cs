namespace Cutwork.Tests.Policies;

public class ScheduleTests
{
    private static readonly Recipe Early = new(new Cutout { Probability = 0.8 });
    private static readonly Recipe Late = new(new Mixup());

    [Fact]
    public void Each_epoch_has_the_recipe_of_its_phase()
    {
        var schedule = new Schedule(10, new Phase(2, Early), new Phase(5, Late)) { OffForLast = 3 };

        Assert.Equal(
            [
                Recipe.None,
                Recipe.None,
                Early,
                Early,
                Early,
                Late,
                Late,
                Recipe.None,
                Recipe.None,
                Recipe.None,
                Recipe.None,
            ],
            Enumerable.Range(0, 11).Select(schedule.At)
        );
    }

    [Fact]
    public void A_ramp_changes_every_probability_linearly()
    {
        var schedule = new Schedule(10, new Phase(1, Early) { Ramp = new Ramp(0, 1, 4) });

        Assert.Equal(
            [0, 0.2, 0.4, 0.6, 0.8, 0.8],
            Enumerable.Range(1, 6).Select(epoch => Math.Round(schedule.At(epoch).Policies[0].Probability, 12))
        );
    }

    [Fact]
    public void Phases_must_come_in_order()
    {
        Assert.Throws<ArgumentException>(() => new Schedule(10));
        Assert.Throws<ArgumentException>(() => new Schedule(10, new Phase(3, Early), new Phase(3, Late)));
        Assert.Throws<ArgumentException>(() => new Schedule(10, new Phase(10, Early)));
    }

    [Fact]
    public void It_reads_as_English()
    {
        var schedule = new Schedule(10, new Phase(0, Late) { Ramp = new Ramp(0, 1, 5) }) { OffForLast = 2 };

        Assert.Equal(
            "From epoch 0, probabilities scaled from 0 to 1 over 5 epochs:\n"
                + "1. mixup on every batch: λ ~ Beta(1, 1), with a shuffled partner.\n"
                + "Nothing in the last 2 of 10 epochs.",
            schedule.ToString()
        );
    }
}
