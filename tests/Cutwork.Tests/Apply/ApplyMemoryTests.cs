namespace Cutwork.Tests.Apply;

/// <summary>Painting allocates nothing once a thread has painted a batch of the size.</summary>
public class ApplyMemoryTests
{
    private const int Count = 16;

    private static readonly Size Size = new(32, 32);
    private static readonly byte[] Pixels = new byte[Count * 3 * 40 * 40];
    private static readonly float[] Floats = new float[Count * 3 * 32 * 32];
    private static readonly BFloat16[] Brains = new BFloat16[Floats.Length];
    private static readonly byte[] Bytes = new byte[Floats.Length];
    private static readonly float[] FloatsInPlace = new float[Floats.Length];
    private static readonly byte[] BytesInPlace = new byte[Floats.Length];

    private static readonly int[] Labels = new int[Count];
    private static readonly float[] SoftLabels = new float[10 * Count];

    private static readonly Layout Nchw = Layout.Planar(Size, 3);
    private static readonly Layout Nhwc = Layout.Interleaved(Size, 3);

    /// <summary>Larger images of which windows are shown: straight, mirrored, and partly off them; gray ones among them.</summary>
    private static readonly SourceImage[] Images =
    [
        .. Enumerable
            .Range(0, Count)
            .Select(position =>
            {
                var size = new Size(40, 40);
                Layout layout = position % 4 == 3 ? Layout.Planar(size, 1) : Layout.Interleaved(size, 3);
                var window = new Window(position - 2, 3, position % 2 == 0 ? Mirror.None : Mirror.Horizontal);
                return new SourceImage(Pixels.AsMemory(position * 3 * 40 * 40), layout, window);
            }),
    ];

    private static readonly Dictionary<string, Recipe> Recipes = new()
    {
        ["none"] = new Recipe(),
        ["mixup"] = new Recipe(new Mixup(1)),
        ["mixup by samples"] = new Recipe(new Mixup(1) { Scope = Scope.Sample, Partner = PartnerRule.Derangement }),
        ["cutmix"] = new Recipe(new CutMix(1)),
        ["cutout"] = new Recipe(new Cutout { Paint = Paint.Mean }),
        ["erasing with noise"] = new Recipe(new RandomErasing { Probability = 1, Paint = Paint.NormalNoise }),
        ["mixup, then erasing"] = new Recipe(new Mixup(1), new RandomErasing { Probability = 1 }),
        ["erasing, then mixup"] = new Recipe(
            new RandomErasing { Probability = 1, Paint = Paint.UniformNoise },
            new Mixup(1)
        ),
        ["erasing, then cutmix"] = new Recipe(new Cutout(), new CutMix(1)),
    };

    internal static readonly Dictionary<string, Action<Plan, ApplyOptions>> Ways = new()
    {
        ["list to NCHW floats"] = (plan, options) =>
            plan.Collate(Images, new ImageBatch<float>(Floats, Nchw, Count), Palette.ImageNet, options: options),
        ["list to NHWC floats"] = (plan, options) =>
            plan.Collate(Images, new ImageBatch<float>(Floats, Nhwc, Count), Palette.ImageNet, options: options),
        ["list to brain floats"] = (plan, options) =>
            plan.Collate(Images, new ImageBatch<BFloat16>(Brains, Nchw, Count), Palette.ImageNet, options: options),
        ["list to NCHW floats with labels"] = (plan, options) =>
            plan.Collate(
                Images,
                new ImageBatch<float>(Floats, Nchw, Count),
                Palette.Unit,
                Targets.Soft(Labels, SoftLabels, 10, smoothing: 0.1),
                options
            ),
        ["list to bytes"] = (plan, options) =>
            plan.Collate(Images, new ImageBatch<byte>(Bytes, Nhwc, Count), Palette.Bytes, options: options),
        ["batch to NCHW floats"] = (plan, options) =>
            plan.Collate(
                new ReadOnlyImageBatch<byte>(Pixels, Nhwc, Count),
                new ImageBatch<float>(Floats, Nchw, Count),
                Palette.ImageNet,
                options: options
            ),
        ["batch to NHWC brain floats"] = (plan, options) =>
            plan.Collate(
                new ReadOnlyImageBatch<byte>(Pixels, Nhwc, Count),
                new ImageBatch<BFloat16>(Brains, Nhwc, Count),
                Palette.Unit,
                options: options
            ),
        ["bytes out of place"] = (plan, options) =>
            plan.Apply(
                new ReadOnlyImageBatch<byte>(Pixels, Nchw, Count),
                new ImageBatch<byte>(Bytes, Nchw, Count),
                Palette.Bytes,
                options: options
            ),
        ["floats in place"] = (plan, options) =>
            plan.Apply(new ImageBatch<float>(FloatsInPlace, Nchw, Count), Palette.ImageNet, options: options),
        ["bytes in place"] = (plan, options) =>
            plan.Apply(new ImageBatch<byte>(BytesInPlace, Nhwc, Count), Palette.Bytes, options: options),
    };

    public static TheoryData<string, string> Cases =>
        [.. from recipe in Recipes.Keys from way in Ways.Keys select (recipe, way)];

    internal static Plan Draw(string recipe) => Recipes[recipe].Draw(new Key(3), Scene.Range(Size, 0, Count));

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_thread_allocates_nothing(string recipe, string way)
    {
        Plan plan = Draw(recipe);
        Action<Plan, ApplyOptions> paint = Ways[way];
        foreach (long streamsFrom in (long[])[0, long.MaxValue])
        {
            var options = new ApplyOptions { MaxDegreeOfParallelism = 1, StreamsFrom = streamsFrom };
            paint(plan, options);
            paint(plan, options);

            Assert.Equal(0, Allocation.Of(() => paint(plan, options)));
        }
    }
}
