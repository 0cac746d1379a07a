using System.Diagnostics;
using Cutwork.Imaging;
using Cutwork.Loading;
using Cutwork.TorchSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>Trains a network on a data set, epoch by epoch: SGD on soft labels.</summary>
/// <remarks>
/// Order, crops and strokes are functions of (seed, epoch, sample), the learning rate of the step, the first weights of the seed: what has to be kept to
/// go on exactly are weights, momenta and the number of the epoch (<see cref="Save"/>).
/// </remarks>
public sealed class Trainer : IDisposable
{
    private readonly TrainingOptions options;
    private readonly Loader<float> loader;
    private readonly int classes;
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly MovingWeights weights;
    private readonly AveragedWeights? averages;

    /// <summary>A training at its beginning.</summary>
    /// <param name="set">Open, and the caller's.</param>
    /// <param name="options">The settings.</param>
    /// <param name="order">Which of its samples are trained on; all of them, shuffled, where left out.</param>
    public Trainer(IDataSet set, TrainingOptions options, SampleOrder? order = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        classes = set.Classes.Count;
        loader = new Loader<float>(
            set,
            OptionsFor(options) with
            {
                RecipeAt = options.RecipeAt,
                Order = order,
                DropLast = true,
                Classes = classes,
                LabelSmoothing = options.LabelSmoothing,
            }
        );
        network = options.Architecture.Make(options.Channels, classes, options.Seed);
        weights = new MovingWeights(network, options);
        averages = options.Averaging is { } decay ? new AveragedWeights(network, weights, decay) : null;
    }

    /// <summary>The epoch that is trained next, from 0.</summary>
    public int Epoch { get; private set; }

    /// <summary>Numbers that are learned.</summary>
    public long Parameters => weights.Kept.Sum(weight => weight.NumberOfElements);

    /// <summary>Trains an epoch.</summary>
    /// <exception cref="TrainingException">The loss is no number any more.</exception>
    /// <exception cref="OperationCanceledException">Canceled; the epoch is lost, what was saved before it is not.</exception>
    public EpochResult TrainEpoch(CancellationToken cancellation = default)
    {
        network.train();
        LoaderStatistics before = loader.Statistics;
        var clock = Stopwatch.StartNew();
        (double loss, long images) = (0, 0);
        var accuracy = new MixedAccuracy();
        long steps = (long)loader.Steps * options.Epochs;
        foreach (LoadedBatch<float> batch in loader.Read(Epoch, 0, cancellation))
            using (batch)
            using (NewDisposeScope())
            {
                Tensor labels = batch.TakeSoftTargets().ToTensor(batch.Count, classes);
                Tensor logits = Forward(batch.TakeImages().ToTensor());
                Tensor error = MixedLosses.SoftTargetCrossEntropy(logits, labels);
                double value = error.item<float>();
                if (!double.IsFinite(value))
                    throw new TrainingException(
                        $"The loss is {value} at step {batch.Step} of epoch {Epoch}: the learning rate is too high, or the data holds no numbers; lower the peak of {options.PeakLearningRate}."
                    );
                error.backward();
                weights.Step(
                    LearningRates.At(
                        options.LearningRate,
                        options.PeakLearningRate,
                        (long)Epoch * loader.Steps + batch.Step,
                        steps
                    )
                );
                averages?.Add();
                loss += value * batch.Count;
                accuracy.Add(logits, labels);
                images += batch.Count;
            }
        LoaderStatistics done = loader.Statistics - before;
        return new EpochResult(
            Epoch++,
            loss / images,
            accuracy.Value,
            images,
            clock.Elapsed.TotalSeconds,
            done.Waiting.TotalSeconds,
            done.Painting.TotalSeconds
        );
    }

    /// <summary>Tests the network as it is, or its averaged weights where there are some.</summary>
    /// <param name="set">Open, and the caller's.</param>
    /// <param name="order">Which of its samples; all of them where left out.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    public Evaluation Evaluate(IDataSet set, SampleOrder? order = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        using var plain = new Loader<float>(
            set,
            OptionsFor(options) with
            {
                Order = order ?? SampleOrder.Sequential(set.Count),
            }
        );
        using IDisposable guard = no_grad();
        using IDisposable? shown = averages?.Show();
        network.eval();
        var calibration = new Calibration();
        (double loss, int right, int images) = (0, 0, 0);
        foreach (LoadedBatch<float> batch in plain.Read(0, 0, cancellation))
            using (batch)
            using (NewDisposeScope())
            {
                Tensor labels = tensor(batch.Labels.Select(label => (long)label).ToArray());
                Tensor logits = Forward(batch.TakeImages().ToTensor());
                loss += nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.Sum).item<float>();
                (Tensor probability, Tensor predicted) = nn.functional.softmax(logits, 1).max(1);
                float[] confident = probability.data<float>().ToArray();
                long[] classOf = predicted.data<long>().ToArray();
                for (int place = 0; place < batch.Count; place++)
                {
                    bool isRight = classOf[place] == batch.Labels[place];
                    calibration.Add(confident[place], isRight);
                    right += isRight ? 1 : 0;
                }
                images += batch.Count;
            }
        return new Evaluation((double)right / images, loss / images, calibration.Error, images);
    }

    /// <summary>Writes what it takes to go on: complete or not at all.</summary>
    public void Save(string path) => Checkpoint.Save(path, network, weights, averages, Epoch);

    /// <summary>Goes on where another training of the same options was saved.</summary>
    /// <exception cref="TrainingException">The file is no checkpoint of this network.</exception>
    public void Load(string path) => Epoch = Checkpoint.Load(path, network, weights, averages);

    /// <summary>Frees network and loader.</summary>
    public void Dispose()
    {
        averages?.Dispose();
        weights.Dispose();
        network.Dispose();
        loader.Dispose();
    }

    private Tensor Forward(Tensor images)
    {
        if (options.Precision == Precision.F32)
            return network.call(images);
        using Tensor narrow = images.to(ScalarType.BFloat16);
        using Tensor logits = network.call(narrow);
        return logits.to(ScalarType.Float32);
    }

    private static LoaderOptions OptionsFor(TrainingOptions options) =>
        new()
        {
            Size = options.Size,
            Channels = options.Channels,
            ChannelsLast = true,
            Palette = options.Palette,
            BatchSize = options.BatchSize,
            Seed = options.Seed,
            Workers = options.Workers,
        };
}
