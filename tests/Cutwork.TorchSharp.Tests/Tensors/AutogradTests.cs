using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Tensors;

/// <summary>What a graph has kept is not painted over without its notice.</summary>
[Collection(nameof(Counted))]
public class AutogradTests
{
    private static readonly Size Size = new(6, 8);

    private static Plan Plan(Policy policy, int count = 4) =>
        new Recipe(policy).Draw(new Key(5), Scene.Range(Size, 0, count));

    public static TheoryData<string, ScalarType, string> Ways()
    {
        var ways = new TheoryData<string, ScalarType, string>();
        foreach (
            string memory in (string[])["contiguous", "channels-last", "slice", "reversed axes", "interleaved images"]
        )
        foreach (ScalarType type in (ScalarType[])[ScalarType.Float32, ScalarType.BFloat16, ScalarType.Float16])
        foreach (string policy in (string[])["cutout", "mixup", "cutmix", "noise"])
            ways.Add(memory, type, policy);
        return ways;
    }

    private static Tensor Images(string memory, ScalarType type) =>
        memory switch
        {
            "contiguous" => rand([4, 3, 6, 8]).to(type),
            "channels-last" => rand([4, 6, 8, 3]).to(type).permute(0, 3, 1, 2),
            "slice" => rand([9, 5, 9, 11])
                .to(type)[TensorIndex.Slice(2, 6), TensorIndex.Slice(1, 4)]
                .narrow(2, 1, 6)
                .narrow(3, 2, 8),
            "reversed axes" => rand([8, 6, 3, 4]).to(type).permute(3, 2, 1, 0),
            _ => rand([3, 4, 6, 8]).to(type).permute(1, 0, 2, 3),
        };

    private static Policy PolicyOf(string name) =>
        name switch
        {
            "cutout" => new Cutout(Length.Pixels(3)),
            "mixup" => new Mixup(1) { Partner = PartnerRule.Reverse },
            "cutmix" => new CutMix(1) { Partner = PartnerRule.Reverse },
            _ => new RandomErasing { Probability = 1, Paint = Paint.NormalNoise },
        };

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_backward_pass_that_needs_the_images_as_they_were_raises(string memory, ScalarType type, string policy)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = Images(memory, type);
        Tensor weights = ones([4, 3, 6, 8], type).requires_grad_();
        Tensor product = images * weights; // keeps the images for the weights' gradient
        Plan(PolicyOf(policy)).Apply(images, Palette.Unit);
        Assert.Contains(
            "modified by an inplace operation",
            Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => product.sum().backward()).Message
        );
    }

    [Fact]
    public void A_view_tells_its_base_and_a_base_its_views()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (bool paintsView in (bool[])[true, false])
        {
            Tensor whole = rand(4, 3, 6, 8);
            Tensor view = whole.narrow(0, 0, 2);
            Tensor weights = ones(4, 3, 6, 8).requires_grad_();
            Tensor product = paintsView ? whole * weights : view * weights.narrow(0, 0, 2);
            Plan(new Cutout(Length.Pixels(3)), paintsView ? 2 : 4).Apply(paintsView ? view : whole, Palette.Unit);
            Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => product.sum().backward());
        }
    }

    [Fact]
    public void Bytes_tell_it_too()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = ones([4, 3, 6, 8], ScalarType.Byte);
        Tensor weights = rand(4, 3, 6, 8).requires_grad_();
        Tensor product = images * weights;
        Plan(new Cutout(Length.Pixels(3))).Apply(images, Palette.Bytes);
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => product.sum().backward());
    }

    [Fact]
    public void Painting_stopped_half_way_tells_it_as_well()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = rand(4, 3, 6, 8);
        Tensor weights = ones(4, 3, 6, 8).requires_grad_();
        Tensor product = images * weights;
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Plan(new Cutout(Length.Pixels(3)))
                .Apply(images, Palette.Unit, new ApplyOptions { Cancellation = stop.Token })
        );
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => product.sum().backward());
    }

    [Fact]
    public void Painting_before_the_forward_pass_or_out_of_place_is_no_ones_harm()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = rand(4, 3, 6, 8);
        Tensor weights = ones(4, 3, 6, 8).requires_grad_();
        Plan(new Cutout(Length.Pixels(3))).Apply(images, Palette.Unit);
        Tensor product = images * weights;
        Tensor painted = Plan(new Mixup(1)).Painted(images, Palette.Unit);
        product.sum().backward();
        Assert.True(weights.grad!.allclose(images));
        Assert.False(painted.allclose(images));
    }

    [Fact]
    public void Numbers_that_float16_cannot_hold_are_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = rand([4, 3, 6, 8]).to(ScalarType.Float16);
        Plan large = Plan(new Cutout(Length.Pixels(3)) { Paint = Paint.Raw(70_000) });
        string said = Assert.Throws<ArgumentException>(() => large.Apply(images, Palette.Unit)).Message;
        Assert.Contains("70000", said);
        Assert.Contains("65504", said);
        Assert.Contains(
            "palette",
            Assert
                .Throws<ArgumentException>(() =>
                    Plan(new Mixup(1)).Painted(images, Palette.Normalized([0.5f], [1e-6f]))
                )
                .Message
        );
        large.Apply(images.to(ScalarType.BFloat16), Palette.Unit);
        Plan(new Cutout(Length.Pixels(3)) { Paint = Paint.Raw(65_504) }).Apply(images, Palette.Unit);
        Assert.True(images.isfinite().all().ToBoolean());
    }

    [Fact]
    public void Sides_beyond_the_integers_are_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (int axis in (int[])[0, 1, 2, 3])
        {
            long[] shape = [4, 3, 6, 8];
            shape[axis] = 3_000_000_000;
            Tensor images = zeros(1, 1, 1, 1).expand(shape);
            Assert.Contains(
                "3000000000",
                Assert.Throws<ArgumentException>(() => Plan(new Mixup(1)).Painted(images, Palette.Unit)).Message
            );
        }
    }
}
