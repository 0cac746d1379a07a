using Cutwork.TorchSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>Two 3×3 convolutions beside a shortcut (He et al. 2016, fig. 2); the shortcut is projected where channels or size change.</summary>
internal sealed class BasicBlock : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> body;
    private readonly nn.Module<Tensor, Tensor>? shortcut;

    public BasicBlock(int from, int to, int stride)
        : base(nameof(BasicBlock))
    {
        body = nn.Sequential(
            ("conv1", nn.Conv2d(from, to, 3, stride, padding: 1, bias: false)),
            ("norm1", Norm.Of(to)),
            ("relu", nn.ReLU(inplace: true)),
            ("conv2", nn.Conv2d(to, to, 3, padding: 1, bias: false)),
            ("norm2", Norm.Of(to))
        );
        if (stride != 1 || from != to)
            shortcut = nn.Sequential(("conv", nn.Conv2d(from, to, 1, stride, bias: false)), ("norm", Norm.Of(to)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor own = shortcut is null ? input : shortcut.call(input);
        return nn.functional.relu(body.call(input).add(own, Held.One)).MoveToOuterDisposeScope();
    }
}
