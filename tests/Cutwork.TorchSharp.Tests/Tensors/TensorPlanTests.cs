using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Tensors;

/// <summary>What is refused, and what stays behind.</summary>
[Collection(nameof(Counted))]
public class TensorPlanTests
{
    private static readonly Size Size = new(6, 8);

    private static readonly Recipe Everything = new(
        new RandomErasing { Probability = 1, Paint = Paint.UniformNoise },
        new Cutout(Length.Pixels(3)),
        new Mixup(1),
        new CutMix(1)
    );

    private static Plan Plan(int count = 4) => Everything.Draw(new Key(5), Scene.Range(Size, 0, count));

    private static string Refused<TError>(Action action)
        where TError : Exception => Assert.Throws<TError>(action).Message;

    [Fact]
    public void What_is_no_batch_of_the_plan_is_refused_with_what_it_needs()
    {
        using DisposeScope scope = NewDisposeScope();
        Plan plan = Plan();
        string Said(Tensor images, Palette? palette = null)
        {
            string said = Refused<ArgumentException>(() => plan.Painted(images, palette ?? Palette.Unit));
            Assert.Equal(
                said,
                Refused<ArgumentException>(() => Functional.Apply(plan, images, palette ?? Palette.Unit))
            );
            return said;
        }
        Assert.Contains("unsqueeze", Said(zeros(3, 6, 8)));
        Assert.Contains("6×8", Said(zeros(4, 3, 8, 6)));
        Assert.Contains("exchanged", Said(zeros(4, 3, 8, 6)));
        Assert.Contains("4 images", Said(zeros(5, 3, 6, 8)));
        Assert.Contains("Float64", Said(zeros([4, 3, 6, 8], ScalarType.Float64)));
        Assert.Contains("bytes need Palette.Bytes", Said(zeros([4, 3, 6, 8], ScalarType.Byte)));
        Assert.Contains("4", Said(zeros(4, 4, 6, 8)));
        Assert.Contains("Palette.Bytes", Said(zeros(4, 3, 6, 8), Palette.Bytes));
        Assert.Contains(
            "share places",
            Refused<ArgumentException>(() => plan.Apply(zeros(1, 3, 6, 1).expand(4, 3, 6, 8), Palette.Unit))
        );
        Assert.True(
            plan.Painted(zeros(4, 3, 6, 8), Palette.Unit)
                .Equals(plan.Painted(zeros(1, 3, 6, 1).expand(4, 3, 6, 8), Palette.Unit))
        );
        Plan framed = new Recipe(new CenterCrop()).Draw(
            new Key(1),
            Scene.Range(Size, 0, 4).From([.. Enumerable.Repeat(Size, 4)])
        );
        Assert.Contains(
            "AsShown",
            Refused<ArgumentException>(() => Functional.Apply(framed, zeros(4, 3, 6, 8), Palette.Unit))
        );
    }

    [Fact]
    public void Batches_of_more_than_two_gibibytes_are_painted_and_of_more_than_a_span_refused()
    {
        // Memory that is not touched is not there: of 2.8 GiB, a few pages are.
        const long Apart = 250_000_000;
        using DisposeScope scope = NewDisposeScope();
        Plan plan = Plan();
        Tensor all = empty(3 * Apart + 3 * 6 * 8);
        Tensor far = all.as_strided([4, 3, 6, 8], [Apart, 48, 8, 1]);
        Tensor near = arange(4 * 3 * 6 * 8, ScalarType.Float32).view(4, 3, 6, 8);
        far.copy_(near);
        plan.Apply(far, Palette.Unit);
        plan.Apply(near, Palette.Unit);
        Assert.True(far.Equals(near));

        Tensor farther = empty([2_200_000_000], ScalarType.Byte).as_strided([2, 3, 6, 8], [2_150_000_000, 48, 8, 1]);
        string refused = Refused<ArgumentException>(() => Plan(2).Apply(farther, Palette.Bytes));
        Assert.Contains("2150000000 elements apart", refused);
        Assert.Contains("smaller batches", refused);
    }

    [Fact]
    public void Painting_in_place_is_refused_where_gradients_are_wanted()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = zeros([4, 3, 6, 8], requires_grad: true);
        Assert.Contains(
            "Functional.Apply",
            Refused<InvalidOperationException>(() => Plan().Apply(images, Palette.Unit))
        );
        using (no_grad())
            Plan().Apply(images, Palette.Unit);
        Assert.False(Plan().Painted(images, Palette.Unit).requires_grad);
        Assert.True(Functional.Apply(Plan(), images, Palette.Unit).requires_grad);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Byte)]
    public void No_tensor_is_left_behind_within_a_scope_or_without(ScalarType type)
    {
        Palette palette = type == ScalarType.Byte ? Palette.Bytes : Palette.Unit;
        long before = Settled.Tensors();
        using (Tensor images = zeros([4, 3, 6, 8], type))
        {
            Plan().Apply(images, palette);
            Plan().Painted(images, palette).Dispose();
            Functional.Apply(Plan(), images, palette).Dispose();
            Assert.Throws<ArgumentException>(() => Plan(3).Painted(images, palette));
            Assert.Throws<ArgumentException>(() => Functional.Apply(Plan(3), images, palette));
            using var canceled = new CancellationTokenSource();
            canceled.Cancel();
            if (type != ScalarType.BFloat16)
                Assert.ThrowsAny<OperationCanceledException>(() =>
                    Plan().Painted(images, palette, new ApplyOptions { Cancellation = canceled.Token })
                );
            Assert.Equal(before + 1, Tensor.TotalCount);
            Tensor kept;
            using (NewDisposeScope())
            {
                Plan().Apply(images, palette);
                kept = Functional.Apply(Plan(), images, palette).MoveToOuterDisposeScope();
                _ = Plan().Painted(images, palette);
            }
            Assert.Equal(before + 2, Tensor.TotalCount);
            Assert.Equal(images.shape, kept.shape);
            kept.Dispose();
        }
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public async Task Worker_threads_paint_as_this_one_does()
    {
        using Tensor images = arange(4 * 3 * 6 * 8).to(ScalarType.Float32).view(4, 3, 6, 8);
        using Tensor expected = Plan().Painted(images, Palette.Unit);
        await Parallel.ForAsync(
            0,
            50,
            TestContext.Current.CancellationToken,
            (_, _) =>
            {
                using Tensor painted = Functional.Apply(Plan(), images, Palette.Unit);
                using Tensor copy = images.clone();
                Plan().Apply(copy, Palette.Unit);
                Assert.True(expected.Equals(painted) && expected.Equals(copy));
                return ValueTask.CompletedTask;
            }
        );
    }
}
