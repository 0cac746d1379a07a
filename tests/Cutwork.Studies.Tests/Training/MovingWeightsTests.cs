using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Cutwork.Studies.Tests.Training;

[Collection(nameof(Alone))]
public sealed class MovingWeightsTests
{
    private static TrainingOptions Options(double momentum, double decay, Precision precision = Precision.F32) =>
        new()
        {
            Architecture = Architecture.Of("convnet"),
            Epochs = 1,
            RecipeAt = _ => Recipe.None,
            Size = new Size(8, 8),
            Momentum = momentum,
            WeightDecay = decay,
            Precision = precision,
        };

    private static nn.Module<Tensor, Tensor> Network() => Architecture.Of("resnet20").Make(3, 5, seed: 2);

    private static float[][] Numbers(nn.Module network) =>
        [.. network.parameters().Select(weight => weight.detach().data<float>().ToArray())];

    private static void Learn(nn.Module<Tensor, Tensor> network, Tensor images, Tensor labels, Action step)
    {
        using DisposeScope scope = NewDisposeScope();
        nn.functional.cross_entropy(network.call(images), labels).backward();
        step();
    }

    [Theory]
    [InlineData(0.9, 5e-4)]
    [InlineData(0.9, 0)]
    [InlineData(0, 5e-4)]
    [InlineData(0, 0)]
    public void A_step_is_torchsharp_s_to_the_bit(double momentum, double decay)
    {
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> one = Network();
        using nn.Module<Tensor, Tensor> other = Network();
        one.train();
        other.train();
        using var weights = new MovingWeights(one, Options(momentum, decay));
        Parameter[] decayed =
        [
            .. other
                .named_modules()
                .Where(module => module.module is Conv2d or Linear)
                .SelectMany(module => module.module.named_parameters(recurse: false))
                .Where(weight => weight.name == "weight")
                .Select(weight => weight.parameter),
        ];
        var handles = decayed.Select(weight => weight.Handle).ToHashSet();
        Parameter[] plain = [.. other.parameters().Where(weight => !handles.Contains(weight.Handle))];
        bool isNesterov = momentum > 0;
        using SGD first = optim.SGD(decayed, 1, momentum, weight_decay: decay, nesterov: isNesterov);
        using SGD second = optim.SGD(plain, 1, momentum, nesterov: isNesterov);
        Tensor images = rand([4, 3, 8, 8]);
        Tensor labels = randint(5, [4], ScalarType.Int64);
        float[][] begun = Numbers(one);
        Assert.Equal(begun, Numbers(other));
        foreach (double rate in (double[])[0.1, 0.07, 0.3])
        {
            Learn(one, images, labels, () => weights.Step(rate));
            Learn(
                other,
                images,
                labels,
                () =>
                {
                    foreach (SGD optimizer in (SGD[])[first, second])
                    {
                        optimizer.ParamGroups.Single().LearningRate = rate;
                        optimizer.step();
                        optimizer.zero_grad();
                    }
                }
            );
            Assert.Equal(Numbers(other), Numbers(one));
        }
        Assert.All(begun.Zip(Numbers(one)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void Gradients_are_taken_away_and_nothing_is_left_behind()
    {
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> network = Network();
        using (var weights = new MovingWeights(network, Options(0.9, 5e-4, Precision.BF16)))
        {
            Tensor images = rand([4, 3, 8, 8]).to(ScalarType.BFloat16);
            Tensor labels = randint(5, [4], ScalarType.Int64);
            Assert.All(weights.Kept, weight => Assert.Equal(ScalarType.Float32, weight.dtype));
            void Step() => Learn(network, images, labels, () => weights.Step(0.1));
            Step();
            long live = Tensor.TotalCount;
            Step();
            Assert.Equal(live, Tensor.TotalCount);
            Assert.All(network.parameters(), weight => Assert.Null(weight.grad));
        }
        // Nothing here counts by a number that TorchSharp makes.
        Assert.DoesNotContain(network.named_buffers(), buffer => buffer.buffer.dtype == ScalarType.Int64);
    }
}
