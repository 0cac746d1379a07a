namespace Cutwork.Bench;

/// <summary>The operations on a workbench, by name.</summary>
internal sealed class Operations
{
    private readonly Workbench bench;
    private readonly Dictionary<string, Operation> made = [];
    private readonly Dictionary<string, Func<Operation>> makers;

    public Operations(Workbench bench)
    {
        this.bench = bench;
        PlanSet Plans(Recipe recipe) => PlanSet.Of(recipe, bench.Scene);
        PlanSet Pastes() => PlanSet.WithEvenlySpreadPastes(Recipes.CutMix, bench.Scene);
        makers = new()
        {
            ["normalize"] = () => Full("normalize", "normalized only", Plans(Recipes.Nothing)),
            ["mixup"] = () => Full("mixup", "mixup, reversed pairing", Plans(Recipes.Mixup)),
            ["mixup-shuffled"] = () => Full("mixup-shuffled", "mixup, shuffled", Plans(Recipes.ShuffledMixup)),
            ["cutmix"] = () => Full("cutmix", "CutMix, half of the area on average", Pastes()),
            ["mixup+erase"] = () => Full("mixup+erase", "mixup, constant erase", Plans(Recipes.MixupAndErase)),
            ["mixup+noise"] = () => Full("mixup+noise", "mixup, Gaussian erase", Plans(Recipes.MixupAndNoise)),
            ["mixup-nhwc"] = () => FullInterleaved("mixup-nhwc", "mixup to f32 NHWC", Plans(Recipes.Mixup)),
            ["mixup-bf16"] = () => Half("mixup-bf16", "mixup to bf16 NCHW", Plans(Recipes.Mixup), planar: true),
            ["mixup-bf16-nhwc"] = () =>
                Half("mixup-bf16-nhwc", "mixup to bf16 NHWC", Plans(Recipes.Mixup), planar: false),
            ["mixup-u8"] = () => ToBytes("mixup-u8", "mixup to u8 NHWC", Plans(Recipes.Mixup)),
            ["mixup-windows"] = () =>
                Windows("mixup-windows", "mixup of crops, half of them mirrored", Plans(Recipes.Mixup)),
            ["mixup-out-of-place"] = () =>
                OutOfPlace("mixup-out-of-place", "mixup f32 out of place", Plans(Recipes.Mixup)),
            ["mixup-in-place"] = () =>
                Mix("mixup-in-place", "mixup f32 in place, reversed pairing", Plans(Recipes.Mixup)),
            ["mixup-in-place-shuffled"] = () =>
                Mix("mixup-in-place-shuffled", "mixup f32 in place, shuffled", Plans(Recipes.ShuffledMixup)),
            ["cutmix-in-place"] = () => Paste("cutmix-in-place", "CutMix f32 in place", Pastes()),
            ["cutout"] = () => Erase("cutout", "Cutout f32 in place", Plans(Recipes.Cutout)),
            ["random-erasing"] = () =>
                Erase("random-erasing", "Random Erasing f32 in place, constant", Plans(Recipes.Erase)),
            ["random-erasing-noise"] = () =>
                Erase("random-erasing-noise", "Random Erasing f32 in place, Gaussian", Plans(Recipes.EraseWithNoise)),
        };
    }

    public IReadOnlyCollection<string> Names => makers.Keys;

    /// <summary>The operation of a name; made when first asked for.</summary>
    public Operation this[string name]
    {
        get
        {
            if (!made.TryGetValue(name, out Operation? operation))
                made[name] = operation = makers[name]();
            return operation;
        }
    }

    private Layout Planar => Layout.Planar(bench.Size, Workbench.Channels);

    private Layout Interleaved => Layout.Interleaved(bench.Size, Workbench.Channels);

    /// <summary>Bytes to normalized floats, planar.</summary>
    public Operation Full(string name, string says, PlanSet plans) => Full(name, says, plans, Planar);

    private Operation FullInterleaved(string name, string says, PlanSet plans) => Full(name, says, plans, Interleaved);

    private Operation Full(string name, string says, PlanSet plans, Layout layout) =>
        new(
            name,
            says,
            bench.Widening,
            1,
            options =>
                plans
                    .Next()
                    .Collate(
                        bench.Sources,
                        new ImageBatch<float>(bench.Floats.As<float>(), layout, bench.Count),
                        Palette.ImageNet,
                        default,
                        options
                    )
        );

    private Operation Half(string name, string says, PlanSet plans, bool planar)
    {
        // Three bytes are moved for an element, where the stream to floats moves five.
        Layout layout = planar ? Planar : Interleaved;
        int elements = layout.Elements * bench.Count;
        return new(
            name,
            says,
            bench.Widening,
            3 / 5.0,
            options =>
                plans
                    .Next()
                    .Collate(
                        bench.Sources,
                        new ImageBatch<BFloat16>(bench.Floats.As<BFloat16>()[..elements], layout, bench.Count),
                        Palette.ImageNet,
                        default,
                        options
                    )
        );
    }

    private Operation ToBytes(string name, string says, PlanSet plans)
    {
        int elements = Interleaved.Elements * bench.Count;
        return new(
            name,
            says,
            bench.Copying,
            1 / 4.0,
            options =>
                plans
                    .Next()
                    .Apply(
                        bench.Sources,
                        new ImageBatch<byte>(bench.Floats.GetSpan()[..elements], Interleaved, bench.Count),
                        Palette.Bytes,
                        default,
                        options
                    )
        );
    }

    private Operation Windows(string name, string says, PlanSet plans)
    {
        SourceImage[] windows = SourceWindows.Mirrored(bench);
        return new(
            name,
            says,
            bench.Widening,
            1,
            options =>
                plans
                    .Next()
                    .Collate(
                        windows,
                        new ImageBatch<float>(bench.Floats.As<float>(), Planar, bench.Count),
                        Palette.ImageNet,
                        default,
                        options
                    )
        );
    }

    private Operation OutOfPlace(string name, string says, PlanSet plans) =>
        new(
            name,
            says,
            bench.Copying,
            1,
            options =>
                plans
                    .Next()
                    .Apply(
                        new ReadOnlyImageBatch<float>(bench.Images.As<float>(), Planar, bench.Count),
                        new ImageBatch<float>(bench.Floats.As<float>(), Planar, bench.Count),
                        Palette.ImageNet,
                        default,
                        options
                    )
        );

    private Operation Mix(string name, string says, PlanSet plans) =>
        InPlace(name, says, plans, bench.Images, bench.Scaling, 1);

    /// <summary>A paste reads and writes its box alone: as much of the stream as the plans paste.</summary>
    private Operation Paste(string name, string says, PlanSet plans) =>
        InPlace(name, says, plans, bench.Images, bench.Scaling, plans.PastedShare);

    /// <summary>Erasing floats where they are.</summary>
    public Operation Erase(string name, string says, PlanSet plans) =>
        InPlace(name, says, plans, bench.Floats, bench.Filling, plans.ErasedShare);

    private Operation InPlace(
        string name,
        string says,
        PlanSet plans,
        NativeBuffer images,
        Limit limit,
        double share
    ) =>
        new(
            name,
            says,
            limit,
            share,
            options =>
                plans
                    .Next()
                    .Apply(
                        new ImageBatch<float>(images.As<float>(), Planar, bench.Count),
                        Palette.ImageNet,
                        default,
                        options
                    )
        );
}
