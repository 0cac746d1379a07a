namespace Cutwork.Tests.Plans;

/// <summary>Figures and sentences of plans in which several stages mix regions.</summary>
public class CountedFigureTests
{
    private static readonly Plan Twice = new Recipe(
        new CutMix { Scope = Scope.Sample },
        new CutMix { Scope = Scope.Sample }
    ).Draw(new Key(4), Scene.Range(new Size(16, 16), 0, 32));

    [Fact]
    public void The_mean_lambda_is_that_of_the_labels()
    {
        double sum = 0;
        for (int position = 0; position < Twice.Count; position++)
            sum += Twice.LabelWeights(position).First(part => part.Position == position).Weight;

        Assert.Equal(sum / Twice.Count, default(PlanFigures).Add(Twice).MeanLambda, 1e-12);
    }

    [Fact]
    public void A_sentence_claims_no_share_that_a_later_region_takes_away() =>
        Assert.DoesNotContain("the label takes", string.Join('\n', Twice.Explain(0)));
}
