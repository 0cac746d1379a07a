using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>What every network here ends with: the mean over pixels, and a number for each class.</summary>
internal static class Head
{
    public static void AddTo(List<(string, nn.Module<Tensor, Tensor>)> layers, int channels, int classes)
    {
        layers.Add(("mean", nn.AdaptiveAvgPool2d(1)));
        layers.Add(("flat", nn.Flatten()));
        layers.Add(("last", nn.Linear(channels, classes)));
    }
}
