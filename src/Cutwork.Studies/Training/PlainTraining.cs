using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>
/// The loop that a user of TorchSharp writes without this package, as something to compare the <see cref="Trainer"/> with: f32, images channel by channel,
/// TorchSharp's own SGD, hard labels. Its batch lies in memory: nothing is read, framed or painted.
/// </summary>
public static class PlainTraining
{
    /// <summary>Images a second of some steps on one random batch, the first step left out.</summary>
    /// <param name="options">Network, size, batch and device; precision, recipe and the rest are not used.</param>
    /// <param name="classes">Of the labels.</param>
    /// <param name="atLeast">Steps are taken until this much time has gone, and one in any case.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    public static double ImagesPerSecond(
        TrainingOptions options,
        int classes,
        TimeSpan atLeast,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        using DisposeScope scope = NewDisposeScope();
        Device device = options.Device ?? CPU;
        using nn.Module<Tensor, Tensor> network = options.Architecture.Make(options.Channels, classes, options.Seed);
        network.to(device);
        network.train();
        using var optimizer = optim.SGD(
            network.parameters(),
            options.PeakLearningRate / 100,
            options.Momentum,
            nesterov: options.Momentum > 0,
            weight_decay: options.WeightDecay
        );
        Tensor images = rand([options.BatchSize, options.Channels, options.Size.Height, options.Size.Width]).to(device);
        Tensor labels = randint(classes, [options.BatchSize], ScalarType.Int64).to(device);
        var clock = new Stopwatch();
        int steps = 0;
        while (clock.Elapsed < atLeast || steps == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope step = NewDisposeScope();
            Tensor error = nn.functional.cross_entropy(network.call(images), labels);
            optimizer.zero_grad();
            error.backward();
            optimizer.step();
            error.item<float>(); // waits for the device
            if (clock.IsRunning)
                steps++;
            else
                clock.Start();
        }
        return steps * options.BatchSize / clock.Elapsed.TotalSeconds;
    }
}
