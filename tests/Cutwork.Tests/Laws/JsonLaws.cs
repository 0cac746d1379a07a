using CsCheck;

namespace Cutwork.Tests.Laws;

public class JsonLaws
{
    [Fact]
    public void Plans_come_back_equal() => Generate.Plans.Sample(plan => Plan.FromJson(plan.ToJson()).Equals(plan));

    [Fact]
    public void Recipes_come_back_equal() =>
        Generate.Recipes.Sample(recipe => Recipe.FromJson(recipe.ToJson()).Equals(recipe));

    [Fact]
    public void Lengths_come_back_equal() =>
        Generate.Lengths.Sample(length => Length.Parse(length.ToString()) == length);

    [Fact]
    public void Schedules_come_back_equal() =>
        Gen.Select(Generate.Recipes, Generate.Recipes, Gen.Double[0, 1], Gen.Int[0, 5])
            .Sample(
                (first, second, factor, off) =>
                {
                    var schedule = new Schedule(
                        20,
                        new Phase(2, first) { Ramp = new Ramp(0, factor, 4) },
                        new Phase(9, second)
                    )
                    {
                        OffForLast = off,
                    };
                    return Schedule.FromJson(schedule.ToJson()).Equals(schedule);
                }
            );
}
