using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>A network's weights as SGD moves them: in f32, whatever they are computed in.</summary>
/// <remarks>
/// Not TorchSharp's SGD: its numbers are objects which a collection may free while libtorch reads them (dotnet/TorchSharp#1434), and a step that was made
/// with another number is seen by nobody. These are held.
/// </remarks>
internal sealed class MovingWeights : IDisposable
{
    private readonly List<MovingWeight> weights = [];
    private readonly Scalar decay;
    private readonly Scalar? momentum;

    /// <summary>Takes a network over: its convolutions and linear layers become those of the precision, and their weights alone decay.</summary>
    public MovingWeights(nn.Module<Tensor, Tensor> network, TrainingOptions options)
    {
        decay = options.WeightDecay;
        momentum = options.Momentum > 0 ? options.Momentum : null;
        foreach ((string _, nn.Module module) in network.named_modules())
        {
            bool isHeavy = module is Conv2d or Linear;
            if (!isHeavy && module is not BatchNorm2d)
                continue;
            bool isCast = isHeavy && options.Precision == Precision.BF16;
            var kept = new Dictionary<string, Parameter>();
            foreach ((string name, Parameter weight) in module.named_parameters(recurse: false))
            {
                using IDisposable guard = no_grad();
                kept.Add(name, isCast ? new Parameter(weight.clone(), requires_grad: false) : weight);
            }
            if (isCast)
                module.to(ScalarType.BFloat16);
            foreach ((string name, Parameter computed) in module.named_parameters(recurse: false))
                weights.Add(
                    new MovingWeight(
                        computed,
                        isCast ? kept[name] : computed,
                        isDecayed: isHeavy && name == "weight" && options.WeightDecay > 0
                    )
                );
        }
    }

    /// <summary>All weights, in f32, in the network's order.</summary>
    public IEnumerable<Parameter> Kept => weights.Select(weight => weight.Kept);

    /// <summary>Moves the weights along the gradients of the network's own, which are taken away.</summary>
    public void Step(double learningRate)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable guard = no_grad();
        using Scalar rate = -learningRate;
        foreach (MovingWeight weight in weights)
        {
            weight.Step(decay, momentum, rate);
            weight.Refresh();
        }
    }

    /// <summary>Brings what is computed with to what is kept.</summary>
    public void Refresh()
    {
        using IDisposable guard = no_grad();
        foreach (MovingWeight weight in weights)
            weight.Refresh();
    }

    /// <summary>Writes what the network does not hold itself: weights kept beside it, and momenta.</summary>
    public void Save(BinaryWriter writer)
    {
        foreach (MovingWeight weight in weights)
            weight.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        foreach (MovingWeight weight in weights)
            weight.Load(reader);
    }

    public void Dispose()
    {
        foreach (MovingWeight weight in weights)
            weight.Dispose();
        decay.Dispose();
        momentum?.Dispose();
    }
}
