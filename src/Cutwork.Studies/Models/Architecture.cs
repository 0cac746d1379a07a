using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>A network by its name, made for small images: the first convolution has stride 1.</summary>
public sealed class Architecture
{
    private readonly Func<int, int, nn.Module<Tensor, Tensor>> make;

    private Architecture(string name, string source, Func<int, int, nn.Module<Tensor, Tensor>> make)
    {
        Name = name;
        Source = source;
        this.make = make;
    }

    /// <summary>All of them, the smallest first.</summary>
    public static IReadOnlyList<Architecture> All { get; } =
    [
        new(
            "convnet",
            "six 3×3 convolutions with batch norm, 32 to 72 channels",
            (channels, classes) => new ConvNet(channels, classes)
        ),
        new(
            "resnet20",
            "He et al. 2016, §4.2: 3 · 3 basic blocks of 16, 32 and 64 channels",
            (channels, classes) => ResidualNet.ForCifar(channels, classes, blocks: 3)
        ),
        new(
            "wrn-16-4",
            "Zagoruyko & Komodakis 2016: 3 · 2 pre-activated blocks of 64, 128 and 256 channels",
            (channels, classes) => PreActivatedNet.Wide(channels, classes, depth: 16, width: 4)
        ),
        new(
            "preact18",
            "He et al. 2016, \"Identity Mappings\": resnet18 of pre-activated blocks",
            (channels, classes) => PreActivatedNet.Eighteen(channels, classes)
        ),
        new(
            "resnet18",
            "He et al. 2016, §4.1, with a 3×3 first convolution: 4 · 2 basic blocks of 64 to 512 channels",
            (channels, classes) => ResidualNet.Eighteen(channels, classes)
        ),
    ];

    /// <summary>As on the command line.</summary>
    public string Name { get; }

    /// <summary>What it is, and whose.</summary>
    public string Source { get; }

    /// <summary>The one of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Architecture Of(string name) =>
        All.FirstOrDefault(architecture => architecture.Name == name)
        ?? throw new ArgumentException(
            $"There is no model \"{name}\"; known are {string.Join(", ", All.Select(architecture => architecture.Name))}.",
            nameof(name)
        );

    /// <summary>A network with new weights, drawn from a seed: the same ones on every machine.</summary>
    /// <param name="channels">Of its images.</param>
    /// <param name="classes">Its outputs.</param>
    /// <param name="seed">Of the weights.</param>
    public nn.Module<Tensor, Tensor> Make(int channels, int classes, ulong seed)
    {
        nn.Module<Tensor, Tensor> network = make(channels, classes);
        Weights.Draw(network, seed);
        return network;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
