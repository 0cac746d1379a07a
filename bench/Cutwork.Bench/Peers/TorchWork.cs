using static TorchSharp.torch;

namespace Cutwork.Bench;

/// <summary>The same work as a user of TorchSharp writes it, for a whole batch, with the numbers of a plan.</summary>
/// <remarks>
/// Fresh: every result is a new tensor, as in most code. Pooled: tensors that live on, filled in place where TorchSharp has such a form
/// (it has no out=). The mean and the deviation are scaled by 255 beforehand, which saves a pass.
/// </remarks>
internal sealed class TorchWork : IDisposable
{
    private readonly Tensor bytes;
    private readonly Tensor pool;
    private readonly Tensor mean;
    private readonly Tensor deviation;

    public TorchWork(Workbench bench)
    {
        long[] interleaved = [bench.Count, bench.Size.Height, bench.Size.Width, Workbench.Channels];
        long[] planar = [bench.Count, Workbench.Channels, bench.Size.Height, bench.Size.Width];
        bytes = zeros(interleaved, ScalarType.Byte);
        bench.Bytes.GetSpan().CopyTo(bytes.bytes);
        Images = zeros(planar, ScalarType.Float32);
        bench.Images.GetSpan().CopyTo(Images.bytes);
        pool = zeros(planar, ScalarType.Float32);
        mean = PerChannel(Palette.ImageNet.Mean);
        deviation = PerChannel(Palette.ImageNet.StandardDeviation);
    }

    /// <summary>Normalized floats, changed where they are.</summary>
    public Tensor Images { get; }

    /// <summary>Reordered as bytes, converted, then normalized in place: three times as fast as with the floats reordered last.</summary>
    public Tensor Normalize() =>
        bytes.permute(0, 3, 1, 2).contiguous().to(ScalarType.Float32).sub_(mean).div_(deviation);

    /// <summary>One pass converts and reorders, two normalize.</summary>
    public Tensor NormalizePooled() => pool.copy_(bytes.permute(0, 3, 1, 2)).sub_(mean).div_(deviation);

    public static Tensor Mixup(Tensor images, TorchPlan plan) =>
        lerp(images.index_select(0, plan.Partners), images, plan.Lambda);

    public static Tensor MixupInPlace(Tensor images, TorchPlan plan)
    {
        Tensor partners = images.index_select(0, plan.Partners);
        return images.mul_(plan.Lambda).add_(partners, alpha: 1 - plan.Lambda);
    }

    /// <summary>Only the box is gathered; the batch is copied first.</summary>
    public static Tensor CutMix(Tensor images, TorchPlan plan) => CutMixInPlace(images.clone(), plan);

    public static Tensor CutMixInPlace(Tensor images, TorchPlan plan)
    {
        Tensor box = Slice(images, plan.Box);
        box.copy_(box.index_select(0, plan.Partners));
        return images;
    }

    public static Tensor Erase(Tensor images, TorchPlan plan)
    {
        foreach ((int position, Region region) in plan.Erased)
            using (Tensor image = images[position])
            using (Tensor box = Slice(image, region))
                box.zero_();
        return images;
    }

    public static Tensor EraseWithNoise(Tensor images, TorchPlan plan)
    {
        foreach ((int position, Region region) in plan.Erased)
            using (Tensor image = images[position])
            using (Tensor box = Slice(image, region))
            using (Tensor noise = randn(Workbench.Channels, region.Height, region.Width))
                box.copy_(noise);
        return images;
    }

    public static Tensor EraseWithNoisePooled(Tensor images, TorchPlan plan)
    {
        foreach ((int position, Region region) in plan.Erased)
            using (Tensor image = images[position])
            using (Tensor box = Slice(image, region))
                box.normal_();
        return images;
    }

    public void Dispose()
    {
        foreach (Tensor tensor in (Tensor[])[bytes, Images, pool, mean, deviation])
            tensor.Dispose();
    }

    private static Tensor Slice(Tensor images, Region region) =>
        images.narrow(-2, region.Top, region.Height).narrow(-1, region.Left, region.Width);

    private static Tensor PerChannel(IEnumerable<float> values) =>
        tensor([.. values.Select(value => 255 * value)]).reshape(1, -1, 1, 1);
}
