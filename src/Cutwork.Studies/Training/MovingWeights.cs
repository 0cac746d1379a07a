using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>A network's weights as the optimizer moves them: in f32, whatever they are computed in.</summary>
internal sealed class MovingWeights : IDisposable
{
    private readonly List<(Parameter Computed, Parameter Kept)> pairs = [];
    private readonly SGD optimizer;

    /// <summary>Takes a network over: its convolutions and linear layers become those of the precision.</summary>
    public MovingWeights(nn.Module<Tensor, Tensor> network, TrainingOptions options)
    {
        var decayed = new List<Parameter>();
        var plain = new List<Parameter>();
        foreach ((string _, nn.Module module) in network.named_modules())
        {
            bool isHeavy = module is Conv2d or Linear;
            if (!isHeavy && module is not BatchNorm2d)
                continue;
            var kept = new List<(string Name, Parameter Weight)>();
            foreach ((string name, Parameter weight) in module.named_parameters(recurse: false))
            {
                using IDisposable guard = no_grad();
                bool isCast = isHeavy && options.Precision == Precision.BF16;
                kept.Add((name, isCast ? new Parameter(weight.clone(), requires_grad: true) : weight));
            }
            if (isHeavy && options.Precision == Precision.BF16)
                module.to(ScalarType.BFloat16);
            foreach ((string name, Parameter computed) in module.named_parameters(recurse: false))
            {
                Parameter weight = kept.First(entry => entry.Name == name).Weight;
                pairs.Add((computed, ReferenceEquals(weight, computed) ? computed : weight));
                (isHeavy && name == "weight" ? decayed : plain).Add(pairs[^1].Kept);
            }
        }
        optimizer = optim.SGD(
            [
                new SGD.ParamGroup(decayed) { Options = OptionsOf(options, options.WeightDecay) },
                new SGD.ParamGroup(plain) { Options = OptionsOf(options, 0) },
            ],
            options.PeakLearningRate,
            options.Momentum,
            nesterov: options.Momentum > 0
        );
    }

    /// <summary>All weights, in f32, in the network's order.</summary>
    public IEnumerable<Parameter> Kept => pairs.Select(pair => pair.Kept);

    /// <summary>Moves the weights along the gradients of the network's own, which are taken away.</summary>
    public void Step(double learningRate)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach ((Parameter computed, Parameter kept) in pairs)
            if (!ReferenceEquals(computed, kept))
                kept.grad = computed.grad?.to(ScalarType.Float32);
        foreach (optim.ILearningRateController group in optimizer.ParamGroups)
            group.LearningRate = learningRate;
        optimizer.step();
        optimizer.zero_grad();
        foreach ((Parameter computed, Parameter kept) in pairs)
            if (!ReferenceEquals(computed, kept))
            {
                computed.grad?.Dispose();
                computed.grad = null;
            }
        Refresh();
    }

    /// <summary>Brings what is computed with to what is kept.</summary>
    public void Refresh()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable guard = no_grad();
        foreach ((Parameter computed, Parameter kept) in pairs)
            if (!ReferenceEquals(computed, kept))
                computed.copy_(kept);
    }

    /// <summary>Writes what the network does not hold itself: weights kept beside it, and momenta.</summary>
    public void Save(BinaryWriter writer)
    {
        foreach ((Parameter computed, Parameter kept) in pairs)
            if (!ReferenceEquals(computed, kept))
                TensorBytes.Write(writer, kept);
        optimizer.save_state_dict(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        foreach ((Parameter computed, Parameter kept) in pairs)
            if (!ReferenceEquals(computed, kept))
                TensorBytes.Read(reader, kept);
        optimizer.load_state_dict(reader);
    }

    public void Dispose()
    {
        optimizer.Dispose();
        foreach ((Parameter computed, Parameter kept) in pairs)
            if (!ReferenceEquals(computed, kept))
                kept.Dispose();
    }

    private static SGD.Options OptionsOf(TrainingOptions options, double decay) =>
        new()
        {
            momentum = options.Momentum,
            nesterov = options.Momentum > 0,
            weight_decay = decay,
        };
}
