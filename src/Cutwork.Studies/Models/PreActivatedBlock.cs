using Cutwork.TorchSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>Norm, ReLU and convolution, twice, beside a shortcut (He et al. 2016, "Identity Mappings", fig. 4e), which branches off before the first norm, and behind it where it is projected.</summary>
internal sealed class PreActivatedBlock : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> activation;
    private readonly nn.Module<Tensor, Tensor> body;
    private readonly nn.Module<Tensor, Tensor>? shortcut;

    public PreActivatedBlock(int from, int to, int stride)
        : base(nameof(PreActivatedBlock))
    {
        activation = nn.Sequential(("norm", Norm.Of(from)), ("relu", nn.ReLU(inplace: true)));
        body = nn.Sequential(
            ("conv1", nn.Conv2d(from, to, 3, stride, padding: 1, bias: false)),
            ("norm", Norm.Of(to)),
            ("relu", nn.ReLU(inplace: true)),
            ("conv2", nn.Conv2d(to, to, 3, padding: 1, bias: false))
        );
        if (stride != 1 || from != to)
            shortcut = nn.Conv2d(from, to, 1, stride, bias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor active = activation.call(input);
        return body.call(active)
            .add(shortcut is null ? input : shortcut.call(active), Held.One)
            .MoveToOuterDisposeScope();
    }
}
