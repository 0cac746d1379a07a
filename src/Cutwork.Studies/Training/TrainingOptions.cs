using Cutwork.Loading;
using TorchSharp;

namespace Cutwork.Studies;

/// <summary>How a network is trained. Two trainings with equal options on equal data take the same steps, as far as libtorch repeats itself.</summary>
public sealed record TrainingOptions
{
    /// <summary>The network.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>Passes over the data set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public required int Epochs
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Epochs));
            field = value;
        }
    }

    /// <summary>What is painted, by epoch.</summary>
    public required Func<int, Recipe> RecipeAt { get; init; }

    /// <summary>Height and width of the images.</summary>
    public required Size Size { get; init; }

    /// <summary>3, or 1 for gray data sets.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>The data set's mean and standard deviation; ImageNet's where left out.</summary>
    public Palette? Palette { get; init; }

    /// <summary>Images in a step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The highest learning rate.</summary>
    public double PeakLearningRate { get; init; } = 0.2;

    /// <summary>How it moves.</summary>
    public LearningRate LearningRate { get; init; } = LearningRate.OneCycle;

    /// <summary>Of SGD, in Nesterov's form.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Of convolutions and the last layer; norms and biases have none.</summary>
    public double WeightDecay { get; init; } = 5e-4;

    /// <summary>ε of label smoothing, from 0 to 1.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>The numbers in which the network is computed.</summary>
    public Precision Precision { get; init; }

    /// <summary>Where the network is computed; the CPU where left out. Batches are painted on the CPU and sent there.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>What a step leaves of the averaged weights, which are tested in place of the last ones; null where there are none.</summary>
    public double? Averaging { get; init; }

    /// <summary>What becomes of images that cannot be read, of those that are tested on too.</summary>
    public OnDamage OnDamage { get; init; }

    /// <summary>Is told of each step that the loader has made, with what was left out of it.</summary>
    public IProgress<LoaderProgress>? Loading { get; init; }

    /// <summary>Of weights, order and recipe.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads that load; libtorch's are <c>torch.set_num_threads</c>'s.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>What a training's loader is told; for whoever wants to see what the network sees.</summary>
    /// <param name="order">Which samples are trained on; all of them, shuffled, where left out.</param>
    /// <param name="classes">Of the data set.</param>
    public LoaderOptions ForTraining(SampleOrder? order, int classes) =>
        ForTesting(order) with
        {
            RecipeAt = RecipeAt,
            DropLast = true,
            Classes = classes,
            LabelSmoothing = LabelSmoothing,
        };

    /// <summary>The same for a test: nothing is painted, and nothing left out.</summary>
    internal LoaderOptions ForTesting(SampleOrder? order) =>
        new()
        {
            Size = Size,
            Channels = Channels,
            ChannelsLast = true,
            Palette = Palette,
            BatchSize = BatchSize,
            Seed = Seed,
            Order = order,
            Workers = Workers,
            OnDamage = OnDamage,
            Progress = Loading,
        };
}
