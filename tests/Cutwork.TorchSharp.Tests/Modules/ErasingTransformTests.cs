using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Modules;

public class ErasingTransformTests
{
    private static readonly Recipe Erasing = new(new RandomErasing { Probability = 0.7, Paint = Paint.UniformNoise });

    private static readonly Size Size = new(9, 7);

    [Fact]
    public void Images_one_by_one_and_in_batches_are_those_of_the_plan()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = rand(8, 3, 9, 7);
        Tensor expected = Erasing.Draw(new Key(4, 2), Scene.Range(Size, 0, 8)).Painted(images, Palette.Unit);
        var transform = new ErasingTransform(Erasing, Palette.Unit, seed: 4) { Epoch = 2 };
        nn.IModule<Tensor, Tensor> inPipeline = transform;
        Tensor[] painted =
        [
            inPipeline.call(images[0]).unsqueeze(0),
            inPipeline.call(images.narrow(0, 1, 5)),
            inPipeline.call(images[6]).unsqueeze(0),
            inPipeline.call(images[7]).unsqueeze(0),
        ];
        Assert.True(expected.Equals(cat(painted)));
        Assert.False(expected.Equals(images));
        Assert.Equal(8, transform.Next);
        transform.Epoch = 2;
        Assert.True(expected.Equals(transform.call(images)));
        transform.Next = 6;
        Assert.True(expected.narrow(0, 6, 2).Equals(transform.call(images.narrow(0, 6, 2))));
        Assert.False(expected.Equals(transform.call(images))); // others come after them
    }

    [Fact]
    public void Only_the_result_is_left()
    {
        using Tensor image = rand(3, 9, 7);
        var transform = new ErasingTransform(Erasing, Palette.Unit, seed: 4);
        Tensor painted;
        using (DisposeScope scope = NewDisposeScope())
        {
            painted = transform.call(image).DetachFromDisposeScope();
            Assert.Equal(0, scope.DisposablesCount);
        }
        painted.Dispose();
    }

    [Fact]
    public void What_it_cannot_do_is_said()
    {
        Assert.Contains(
            "labels",
            Assert
                .Throws<ArgumentException>(() => new ErasingTransform(new Recipe(new CutMix(1)), Palette.Unit, 0))
                .Message
        );
        Assert.Contains(
            "crops",
            Assert
                .Throws<ArgumentException>(() => new ErasingTransform(new Recipe(new Flip()), Palette.Unit, 0))
                .Message
        );
        using Tensor row = rand(3, 9);
        Assert.Contains(
            "[3×9]",
            Assert.Throws<ArgumentException>(() => new ErasingTransform(Erasing, Palette.Unit, 0).call(row)).Message
        );
    }
}
