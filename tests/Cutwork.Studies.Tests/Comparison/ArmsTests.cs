namespace Cutwork.Studies.Tests.Comparison;

public class ArmsTests
{
    [Fact]
    public void The_arms_are_the_four_methods_after_the_same_framing()
    {
        IReadOnlyList<Arm> arms = Arms.Framed(Arms.Effects(new Size(28, 28)), new Flip());
        Assert.Equal(
            ["none", "cutout", "random-erasing", "mixup", "cutmix", "mixup or cutmix"],
            arms.Select(arm => arm.Name)
        );
        Assert.All(arms, arm => Assert.Equal(new Flip(), arm.Recipe.Policies[0]));
        Assert.Equal(new Cutout(Length.Pixels(14)), arms[1].Recipe.Policies[1]);
        Assert.Equal(
            Arms.Effects(new Size(28, 28)).Select(arm => arm.Recipe.ToJson()),
            arms.Select(arm => new Recipe([.. arm.Recipe.Policies.Skip(1)]).ToJson())
        );
    }

    [Fact]
    public void Fill_values_and_corrupt_labels_have_the_papers_arms()
    {
        Assert.Equal(["none", "random", "mean", "0", "255"], Arms.FillValues().Select(arm => arm.Name));
        Assert.Equal(["none", "mixup 8", "mixup 32"], Arms.CorruptLabels(8, 32).Select(arm => arm.Name));
        Assert.Equal(new RandomErasing { Paint = Paint.Mean }, Arms.FillValues()[2].Recipe.Policies[0]);
    }
}
