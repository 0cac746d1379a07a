namespace Cutwork.Bench;

/// <summary>Plans drawn beforehand with fixed keys and painted in turn, so that no lucky λ or box decides.</summary>
internal sealed class PlanSet
{
    /// <summary>Plans in a set; measurements repeat a multiple of it.</summary>
    public const int Count = 8;

    private const int Candidates = 256;

    private readonly Plan[] plans;
    private int turn;

    private PlanSet(Plan[] plans) => this.plans = plans;

    public IReadOnlyList<Plan> Plans => plans;

    /// <summary>The mean share of the batch's pixels that is pasted.</summary>
    public double PastedShare => plans.Average(plan => default(PlanFigures).Add(plan).MeanPasted);

    /// <summary>The mean share of the batch's pixels that is erased.</summary>
    public double ErasedShare => plans.Average(plan => default(PlanFigures).Add(plan).MeanErased);

    public Plan Next() => plans[turn++ % plans.Length];

    /// <summary>The next plans, whatever they are.</summary>
    public static PlanSet Of(Recipe recipe, Scene scene) => new([.. Draw(recipe, scene, Count)]);

    /// <summary>Plans that paste 1/16, 3/16, … 15/16 of the area, as nearly as 256 draws allow: half of it on average.</summary>
    public static PlanSet WithEvenlySpreadPastes(Recipe recipe, Scene scene)
    {
        (Plan Plan, double Pasted)[] drawn =
        [
            .. Draw(recipe, scene, Candidates).Select(plan => (plan, default(PlanFigures).Add(plan).MeanPasted)),
        ];
        Plan[] chosen = new Plan[Count];
        for (int i = 0; i < Count; i++)
            chosen[i] = drawn.MinBy(plan => Math.Abs(plan.Pasted - (2 * i + 1) / (2.0 * Count))).Plan;
        return new(chosen);
    }

    private static IEnumerable<Plan> Draw(Recipe recipe, Scene scene, int count) =>
        Enumerable.Range(0, count).Select(epoch => recipe.Draw(new Key(seed: 1, epoch), scene));
}
