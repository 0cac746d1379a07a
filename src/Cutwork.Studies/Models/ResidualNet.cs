using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>Residual networks (He et al. 2016) of basic blocks.</summary>
internal sealed class ResidualNet : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> layers;

    private ResidualNet(int channels, int classes, int[] widths, int blocks)
        : base(nameof(ResidualNet))
    {
        var list = new List<(string, nn.Module<Tensor, Tensor>)>
        {
            ("conv", nn.Conv2d(channels, widths[0], 3, padding: 1, bias: false)),
            ("norm", Norm.Of(widths[0])),
            ("relu", nn.ReLU(inplace: true)),
        };
        int from = widths[0];
        for (int stage = 0; stage < widths.Length; stage++)
        for (int block = 0; block < blocks; block++)
        {
            list.Add(($"block{stage}_{block}", new BasicBlock(from, widths[stage], stage > 0 && block == 0 ? 2 : 1)));
            from = widths[stage];
        }
        Head.AddTo(list, from, classes);
        layers = nn.Sequential(list);
        RegisterComponents();
    }

    /// <summary>6 · blocks + 2 layers of 16, 32 and 64 channels.</summary>
    public static ResidualNet ForCifar(int channels, int classes, int blocks) =>
        new(channels, classes, [16, 32, 64], blocks);

    /// <summary>18 layers of 64 to 512 channels.</summary>
    public static ResidualNet Eighteen(int channels, int classes) => new(channels, classes, [64, 128, 256, 512], 2);

    public override Tensor forward(Tensor input) => layers.call(input);
}
