using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>Wide residual networks (Zagoruyko &amp; Komodakis 2016, table 1): depth 6n + 4, 16, 32 and 64 channels times the width.</summary>
internal sealed class WideResidualNet : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> layers;

    public WideResidualNet(int channels, int classes, int depth, int width)
        : base(nameof(WideResidualNet))
    {
        var list = new List<(string, nn.Module<Tensor, Tensor>)>
        {
            ("conv", nn.Conv2d(channels, 16, 3, padding: 1, bias: false)),
        };
        int from = 16;
        for (int stage = 0; stage < 3; stage++)
        for (int block = 0; block < (depth - 4) / 6; block++)
        {
            int to = (16 << stage) * width;
            list.Add(($"block{stage}_{block}", new WideBlock(from, to, stage > 0 && block == 0 ? 2 : 1)));
            from = to;
        }
        list.Add(("norm", nn.BatchNorm2d(from)));
        list.Add(("relu", nn.ReLU(inplace: true)));
        Head.AddTo(list, from, classes);
        layers = nn.Sequential(list);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => layers.call(input);
}
