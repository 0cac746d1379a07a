using System.Collections.Immutable;

namespace Cutwork;

/// <summary>The papers' published code, timm and torchvision, by name: parameters and laws, not their random numbers.</summary>
public static class Presets
{
    private static readonly RandomErasing TimmErasing = new()
    {
        Probability = 0.25,
        Area = (0.02, 1.0 / 3),
        Aspect = (0.3, 1 / 0.3),
        AspectLaw = AspectLaw.LogUniform,
        Attempts = 10,
        Paint = Paint.NormalNoise,
        Threshold = Threshold.Inclusive,
    };

    private static readonly RandomErasing TorchvisionErasing = new()
    {
        Area = (0.02, 0.33),
        Aspect = (0.3, 3.3),
        AspectLaw = AspectLaw.LogUniform,
        Attempts = 10,
        Paint = Paint.Raw(0),
    };

    /// <summary>All presets.</summary>
    public static ImmutableArray<Preset> All { get; } =
    [
        new(
            "cutout-cifar10",
            "Cutout's code (uoguelph-mlrg/Cutout) for CIFAR-10: one hole of 16, clipped, after normalization",
            new(new Cutout(Length.Pixels(16)) { OddLengths = OddLengths.Truncated })
        ),
        new(
            "cutout-cifar100",
            "Cutout's code (uoguelph-mlrg/Cutout) for CIFAR-100: one hole of 8",
            new(new Cutout(Length.Pixels(8)) { OddLengths = OddLengths.Truncated })
        ),
        new(
            "random-erasing-paper",
            "Random Erasing's code (zhunzhong07/Random-Erasing): uniform aspect, 100 attempts, its mean written as it is",
            new(new RandomErasing { Paint = Paint.Raw(0.4914, 0.4822, 0.4465), Threshold = Threshold.Inclusive })
        ),
        new(
            "random-erasing-noise",
            "Random Erasing as its paper's algorithm 1 fills it (RE-R): uniform noise per pixel",
            new(new RandomErasing { Paint = Paint.UniformNoise })
        ),
        new(
            "mixup-paper",
            "mixup's code (facebookresearch/mixup-cifar10): α = 1, one λ per batch, shuffled",
            new(new Mixup(1))
        ),
        new("mixup-imagenet", "mixup's setting for ImageNet: α = 0.2", new(new Mixup(0.2))),
        new(
            "cutmix-paper",
            "CutMix's code (clovaai/CutMix-PyTorch) for CIFAR: α = 1 on half of the batches, clipped, label by pixels",
            new(new CutMix(1) { Probability = 0.5 })
        ),
        new(
            "cutmix-imagenet",
            "CutMix's code (clovaai/CutMix-PyTorch) for ImageNet: α = 1 on every batch",
            new(new CutMix(1))
        ),
        new("timm-random-erasing", "timm's --reprob 0.25 --remode pixel", new(TimmErasing)),
        new("timm-mixup", "timm's Mixup(mixup_alpha=0.8), mode batch", new(TimmMixup)),
        new("timm-cutmix", "timm's Mixup(mixup_alpha=0, cutmix_alpha=1), mode batch", new(TimmCutMix)),
        new(
            "timm-cutmix-minmax",
            "timm's Mixup(cutmix_minmax=(0.2, 0.8)), mode batch, as of August 2026",
            new(TimmCutMix with { SideRange = (0.2, 0.8), SideBounds = SideBounds.Exclusive })
        ),
        new(
            "timm",
            "timm's usual recipe: --reprob 0.25 --remode pixel --mixup 0.8 --cutmix 1.0, switch 0.5, mode batch",
            new(TimmErasing, new Choice(TimmMixup, TimmCutMix))
        ),
        new(
            "timm-elem",
            "the same with --mixup-mode elem: every image draws its own method, λ and box",
            new(
                TimmErasing,
                new Choice(TimmMixup with { Scope = Scope.Sample }, TimmCutMix with { Scope = Scope.Sample })
                {
                    Scope = Scope.Sample,
                }
            )
        ),
        new(
            "torchvision-random-erasing",
            "torchvision's RandomErasing(): p = 0.5, filled with 0",
            new(TorchvisionErasing)
        ),
        new("torchvision-mixup", "torchvision's MixUp(alpha=1)", new(new Mixup(1) { Partner = PartnerRule.Roll })),
        new("torchvision-cutmix", "torchvision's CutMix(alpha=1)", new(new CutMix(1) { Partner = PartnerRule.Roll })),
        new(
            "torchvision",
            "torchvision's reference training: --random-erase 0.1 --mixup-alpha 0.2 --cutmix-alpha 1.0",
            new(
                TorchvisionErasing with
                {
                    Probability = 0.1,
                },
                new Choice(new Mixup(0.2) { Partner = PartnerRule.Roll }, new CutMix(1) { Partner = PartnerRule.Roll })
            )
        ),
    ];

    private static Mixup TimmMixup => new(0.8) { Partner = PartnerRule.Reverse };

    private static CutMix TimmCutMix => new(1) { Partner = PartnerRule.Reverse };

    /// <summary>The preset of a name, in any letter case; null where there is none.</summary>
    public static Preset? Find(string name) =>
        All.FirstOrDefault(preset => string.Equals(preset.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The preset of a name, in any letter case.</summary>
    /// <exception cref="ArgumentException">There is none; the message suggests the nearest.</exception>
    public static Preset Get(string name) =>
        Find(name)
        ?? throw new ArgumentException(
            $"There is no preset \"{name}\"{Nearest.Hint(name, All.Select(preset => preset.Name))}; known are {string.Join(", ", All.Select(preset => preset.Name))}.",
            nameof(name)
        );
}
