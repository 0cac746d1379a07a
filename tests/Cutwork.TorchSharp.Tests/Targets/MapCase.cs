using CsCheck;
using Cutwork.Tests.Laws;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Targets;

/// <summary>A plan with a map of classes for each of its places.</summary>
internal sealed record MapCase(Plan Plan, long[] Labels)
{
    public const int Classes = 5;

    /// <summary>A class for erased and ignored pixels.</summary>
    public const long Ignored = 99;

    private static readonly Gen<Plan> Blends = Gen.Select(
        Gen.OneOf(Generate.Cutouts, Generate.Erasings).Array[0, 1],
        Generate.Mixups,
        Gen.OneOf(Generate.Cutouts, Generate.Erasings).Array[0, 1],
        Generate.Keys,
        Generate.Scenes,
        (before, mixup, after, key, scene) => new Recipe([.. before, mixup, .. after]).Draw(key, scene)
    );

    /// <summary>Any plan, many of them erased, pasted or blended once.</summary>
    public static readonly Gen<MapCase> Any = Gen.OneOf(
            Generate.AnyPlans,
            Generate.Plans,
            Gen.Select(
                Generate.Erasers,
                Generate.Keys,
                Generate.Scenes,
                (recipe, key, scene) => recipe.Draw(key, scene)
            ),
            Blends
        )
        .Select(plan => new MapCase(plan, Drawn(plan)));

    public Size Size => Plan.Size;

    /// <summary>int64 [N, H, W], the partners' last.</summary>
    public Tensor Maps(ScalarType type = ScalarType.Int64) =>
        tensor(Labels).view(Plan.PlaceCount, Size.Height, Size.Width).to(type, copy: true);

    /// <summary>The same maps in memory of every kind.</summary>
    public IEnumerable<Tensor> InMemory(ScalarType type)
    {
        Tensor maps = Maps(type);
        yield return maps;
        yield return maps.transpose(1, 2).contiguous().transpose(1, 2);
        yield return maps.permute(1, 2, 0).contiguous().permute(2, 0, 1);
        yield return stack([zeros_like(maps), maps], 3)[.., .., .., 1];
        yield return Padded(maps);
    }

    /// <summary>Logits [N, K, H, W] of the plan's images.</summary>
    public Tensor Logits() =>
        (
            tensor(Generate.Floats(Plan.Key.Seed + 2, Plan.Count * Classes * Size.Height * Size.Width))
                .to(ScalarType.Float64) * 6
        )
            .view(Plan.Count, Classes, Size.Height, Size.Width)
            .detach()
            .requires_grad_();

    private static Tensor Padded(Tensor maps) =>
        nn.functional.pad(maps, [2, 1, 1, 2]).narrow(1, 1, maps.shape[1]).narrow(2, 2, maps.shape[2]);

    // Every class from 0 on, and one pixel in six of the ignored one.
    private static long[] Drawn(Plan plan) =>
        [
            .. Generate
                .Floats(plan.Key.Seed + 1, plan.PlaceCount * plan.Size.Height * plan.Size.Width)
                .Select(value => (long)(value * (Classes + 1)))
                .Select(label => label < Classes ? label : Ignored),
        ];
}
