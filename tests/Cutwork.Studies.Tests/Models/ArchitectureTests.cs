using static TorchSharp.torch;

namespace Cutwork.Studies.Tests.Models;

public class ArchitectureTests
{
    /// <summary>The numbers of weights are those of the papers' networks (with projected shortcuts and batch norm).</summary>
    [Theory]
    [InlineData("convnet", 1, 154_330)]
    [InlineData("resnet20", 3, 272_474)]
    [InlineData("wrn-16-4", 3, 2_748_890)]
    [InlineData("preact18", 3, 11_172_170)]
    [InlineData("resnet18", 3, 11_173_962)]
    public void A_network_has_its_weights_and_gives_a_number_for_each_class(string name, int channels, long weights)
    {
        using nn.Module<Tensor, Tensor> network = Architecture.Of(name).Make(channels, 10, seed: 1);
        Assert.Equal(weights, network.parameters().Sum(weight => weight.NumberOfElements));
        using Tensor images = rand(2, channels, 32, 32);
        using Tensor logits = network.call(images);
        Assert.Equal([2, 10], logits.shape);
    }

    [Fact]
    public void Weights_come_from_their_seed_alone()
    {
        random.manual_seed(1);
        using nn.Module<Tensor, Tensor> one = Architecture.Of("convnet").Make(3, 10, seed: 5);
        random.manual_seed(2);
        using nn.Module<Tensor, Tensor> same = Architecture.Of("convnet").Make(3, 10, seed: 5);
        using nn.Module<Tensor, Tensor> other = Architecture.Of("convnet").Make(3, 10, seed: 6);
        Assert.All(one.parameters().Zip(same.parameters()), pair => Assert.True(pair.First.Equals(pair.Second)));
        Assert.Contains(one.parameters().Zip(other.parameters()), pair => !pair.First.Equals(pair.Second));

        // He et al.: variance 2 / fan-in; of 64 · 64 · 9 weights the estimate is good to 0.7 %.
        using Tensor weight = one.parameters().Where(weight => weight.shape is [64, 64, 3, 3]).Single().detach();
        using Tensor variance = weight.var();
        Assert.Equal(2.0 / (64 * 9), variance.item<float>(), 0.05 * 2 / (64 * 9));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones() =>
        Assert.Contains(
            "convnet, resnet20, wrn-16-4, preact18, resnet18",
            Assert.Throws<ArgumentException>(() => Architecture.Of("vgg")).Message
        );
}
