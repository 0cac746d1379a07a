using CsCheck;
using Cutwork.Tests.Laws;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Targets;

/// <summary>A plan with labels for its images and partners.</summary>
internal sealed record MixedCase(Plan Plan, int[] Labels, int Classes, double Smoothing)
{
    private static readonly Gen<Plan> Plans = Gen.OneOf(
        Generate.Plans,
        Generate.ErasedPastes,
        Generate.Mosaics,
        Gen.Select(Generate.Mixers, Generate.Keys, Generate.Scenes, (recipe, key, scene) => recipe.Draw(key, scene)),
        Gen.Select(
            Generate.Mixers,
            Generate.Keys,
            Generate.Scenes,
            (recipe, key, scene) => recipe.Draw(key, scene.With(new Scene(scene.Size, scene.Samples.AsSpan())))
        )
    );

    /// <summary>Any plan: mosaics of several partners, several mixes one after the other, partners from elsewhere.</summary>
    public static readonly Gen<MixedCase> Any = Gen.Select(
        Plans,
        Gen.Int[1, 6],
        Gen.OneOf(Gen.Const(0.0), Gen.Double[0, 1]),
        (plan, classes, smoothing) =>
            new MixedCase(
                plan,
                [
                    .. Generate
                        .Floats(plan.Key.Seed + 1, plan.Count + plan.Partners.Length)
                        .Select(value => (int)(value * 0.999f * classes)),
                ],
                classes,
                smoothing
            )
    );

    /// <summary>Those that the pair form holds.</summary>
    public static readonly Gen<MixedCase> InPairs = Any.Where(given => !IsRefused(given.Plan));

    private static bool IsRefused(Plan plan)
    {
        try
        {
            int[] places = new int[plan.Count + plan.Partners.Length];
            plan.Apply(places, new int[plan.Count], new int[plan.Count], new float[plan.Count]);
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    public Tensor Indexes() => tensor([.. Labels.Select(label => (long)label)]);

    /// <summary>The same labels, not next to each other in memory.</summary>
    public Tensor EveryOther() => stack([Indexes(), zeros_like(Indexes())], 1)[.., 0];

    /// <summary>Logits for the plan's images.</summary>
    public float[] Logits(double scale = 6) =>
        [.. Generate.Floats(Plan.Key.Seed + 2, Plan.Count * Classes).Select(value => (float)(scale * (value - 0.5)))];
}
