using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>Residual networks of pre-activated blocks, with a norm and a ReLU behind the last.</summary>
internal sealed class PreActivatedNet : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> layers;

    private PreActivatedNet(int channels, int classes, int first, int[] widths, int blocks)
        : base(nameof(PreActivatedNet))
    {
        var list = new List<(string, nn.Module<Tensor, Tensor>)>
        {
            ("conv", nn.Conv2d(channels, first, 3, padding: 1, bias: false)),
        };
        int from = first;
        for (int stage = 0; stage < widths.Length; stage++)
        for (int block = 0; block < blocks; block++)
        {
            int stride = stage > 0 && block == 0 ? 2 : 1;
            list.Add(($"block{stage}_{block}", new PreActivatedBlock(from, widths[stage], stride)));
            from = widths[stage];
        }
        list.Add(("norm", Norm.Of(from)));
        list.Add(("relu", nn.ReLU(inplace: true)));
        Head.AddTo(list, from, classes);
        layers = nn.Sequential(list);
        RegisterComponents();
    }

    /// <summary>Wide (Zagoruyko &amp; Komodakis 2016, table 1): depth 6n + 4, 16, 32 and 64 channels times the width.</summary>
    public static PreActivatedNet Wide(int channels, int classes, int depth, int width) =>
        new(channels, classes, 16, [16 * width, 32 * width, 64 * width], (depth - 4) / 6);

    /// <summary>18 layers of 64 to 512 channels.</summary>
    public static PreActivatedNet Eighteen(int channels, int classes) =>
        new(channels, classes, 64, [64, 128, 256, 512], 2);

    public override Tensor forward(Tensor input) => layers.call(input);
}
