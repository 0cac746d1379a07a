using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>A plain network that two cores train in minutes: 3×3 convolutions with batch norm in pairs, halved after each pair.</summary>
internal sealed class ConvNet : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> layers;

    public ConvNet(int channels, int classes)
        : base(nameof(ConvNet))
    {
        var list = new List<(string, nn.Module<Tensor, Tensor>)>();
        int from = channels;
        foreach (int to in (int[])[32, 64, 72])
        {
            foreach (int half in (int[])[0, 1])
            {
                list.Add(($"conv{to}_{half}", nn.Conv2d(from, to, 3, padding: 1, bias: false)));
                list.Add(($"norm{to}_{half}", Norm.Of(to)));
                list.Add(($"relu{to}_{half}", nn.ReLU(inplace: true)));
                from = to;
            }
            if (to < 72)
                list.Add(($"pool{to}", nn.MaxPool2d(2)));
        }
        Head.AddTo(list, from, classes);
        layers = nn.Sequential(list);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => layers.call(input);
}
