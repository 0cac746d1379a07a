namespace Cutwork.Bench;

/// <summary>An operation of ours and the same one in TorchSharp, with new tensors and with kept ones.</summary>
internal sealed record Peer(
    string Operation,
    Recipe Recipe,
    Func<TorchWork, TorchPlan, TorchSharp.torch.Tensor> Fresh,
    Func<TorchWork, TorchPlan, TorchSharp.torch.Tensor> Pooled
)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Peer> All { get; } =
    [
        new("normalize", Recipes.Nothing, (work, _) => work.Normalize(), (work, _) => work.NormalizePooled()),
        new(
            "mixup",
            Recipes.Mixup,
            (work, plan) => TorchWork.Mixup(work.Normalize(), plan),
            (work, plan) => TorchWork.MixupInPlace(work.NormalizePooled(), plan)
        ),
        new(
            "cutmix",
            Recipes.CutMix,
            (work, plan) => TorchWork.CutMix(work.Normalize(), plan),
            (work, plan) => TorchWork.CutMixInPlace(work.NormalizePooled(), plan)
        ),
        new(
            "mixup+erase",
            Recipes.MixupAndErase,
            (work, plan) => TorchWork.Erase(TorchWork.Mixup(work.Normalize(), plan), plan),
            (work, plan) => TorchWork.Erase(TorchWork.MixupInPlace(work.NormalizePooled(), plan), plan)
        ),
        new(
            "mixup+noise",
            Recipes.MixupAndNoise,
            (work, plan) => TorchWork.EraseWithNoise(TorchWork.Mixup(work.Normalize(), plan), plan),
            (work, plan) => TorchWork.EraseWithNoisePooled(TorchWork.MixupInPlace(work.NormalizePooled(), plan), plan)
        ),
        new(
            "mixup-in-place",
            Recipes.Mixup,
            (work, plan) => TorchWork.Mixup(work.Images, plan),
            (work, plan) => TorchWork.MixupInPlace(work.Images, plan)
        ),
        new(
            "cutmix-in-place",
            Recipes.CutMix,
            (work, plan) => TorchWork.CutMix(work.Images, plan),
            (work, plan) => TorchWork.CutMixInPlace(work.Images, plan)
        ),
        new(
            "random-erasing",
            Recipes.Erase,
            (work, plan) => TorchWork.Erase(work.Images.clone(), plan),
            (work, plan) => TorchWork.Erase(work.Images, plan)
        ),
        new(
            "random-erasing-noise",
            Recipes.EraseWithNoise,
            (work, plan) => TorchWork.EraseWithNoise(work.Images.clone(), plan),
            (work, plan) => TorchWork.EraseWithNoisePooled(work.Images, plan)
        ),
    ];

    /// <summary>False where the two draw different random numbers.</summary>
    public bool IsComparable => !Operation.Contains("noise", StringComparison.Ordinal);

    /// <summary>The plans that our operation of this name paints.</summary>
    public PlanSet Plans(Scene scene) =>
        Recipe == Recipes.CutMix ? PlanSet.WithEvenlySpreadPastes(Recipe, scene) : PlanSet.Of(Recipe, scene);
}
