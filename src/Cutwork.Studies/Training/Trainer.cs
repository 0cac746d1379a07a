using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Cutwork.Files;
using Cutwork.Imaging;
using Cutwork.Loading;
using Cutwork.TorchSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>Trains a network on a data set, epoch by epoch: SGD on soft labels.</summary>
/// <remarks>
/// Order, crops and strokes are functions of (seed, epoch, sample), the learning rate of the step, the first weights of the seed: what has to be kept to
/// go on exactly are weights, momenta and the numbers of epoch and step (<see cref="Save(string, bool)"/>). The last bits of what libtorch computes depend on its number of
/// threads (<c>torch.set_num_threads</c>, which OpenMP keeps for each thread that computes).
/// </remarks>
public sealed class Trainer : IDisposable
{
    private readonly TrainingOptions options;
    private readonly Loader<float> loader;
    private readonly int classes;
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly MovingWeights weights;
    private readonly AveragedWeights? averages;
    private TrainingPlace place;

    /// <summary>A training at its beginning.</summary>
    /// <param name="set">Open, and the caller's.</param>
    /// <param name="options">The settings.</param>
    /// <param name="order">Which of its samples are trained on; all of them, shuffled, where left out.</param>
    /// <exception cref="TrainingException">There are fewer images than one batch takes.</exception>
    public Trainer(IDataSet set, TrainingOptions options, SampleOrder? order = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        classes = set.Classes.Count;
        int images = order?.Count ?? set.Count;
        if (images < options.BatchSize)
            throw new TrainingException(
                $"A batch of {options.BatchSize} needs as many images, but there are {images}; train with smaller batches."
            );
        loader = new Loader<float>(set, options.ForTraining(order, classes));
        network = options.Architecture.Make(options.Channels, classes, options.Seed);
        if (options.Device is { } device)
            network.to(device);
        weights = new MovingWeights(network, options);
        averages = options.Averaging is { } decay ? new AveragedWeights(network, weights, decay) : null;
    }

    /// <summary>The epoch that is trained next, or of which steps are missing, from 0.</summary>
    public int Epoch => place.Epoch;

    /// <summary>Its next step: 0 between two epochs.</summary>
    public int Step => place.Step;

    /// <summary>Steps in an epoch; images that are left over are not trained on.</summary>
    public int Steps => loader.Steps;

    /// <summary>Numbers that are learned.</summary>
    public long Parameters => weights.Kept.Sum(weight => weight.NumberOfElements);

    /// <summary>Trains an epoch, or what is missing of it.</summary>
    /// <param name="told">Is told of each step.</param>
    /// <param name="ended">
    /// Is told of the epoch after its last step, as to test the network; where it throws, the epoch is not over: the training may be saved,
    /// and goes on with this call.
    /// </param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <exception cref="TrainingException">The loss is no number any more.</exception>
    /// <exception cref="OperationCanceledException">Canceled between two steps: the training may be saved, and goes on with the next.</exception>
    public EpochResult TrainEpoch(
        Action<TrainingProgress>? told = null,
        Action<EpochResult>? ended = null,
        CancellationToken cancellation = default
    )
    {
        network.train();
        (TrainingPlace begun, LoaderStatistics before) = (place, loader.Statistics);
        var clock = Stopwatch.StartNew();
        long steps = (long)loader.Steps * options.Epochs;
        foreach (LoadedBatch<float> batch in loader.Read(Epoch, Step, cancellation))
            using (batch)
            using (NewDisposeScope())
            {
                Tensor labels = Sent(batch.TakeSoftTargets().ToTensor(batch.Count, classes));
                Tensor logits = Forward(Sent(batch.TakeImages().ToTensor()));
                Tensor error = MixedLosses.SoftTargetCrossEntropy(logits, labels);
                double value = error.item<float>();
                if (!double.IsFinite(value))
                    throw new TrainingException(
                        $"The loss is {value} at step {batch.Step} of epoch {Epoch}, both from 0: the learning rate is too high, or the data holds no numbers; lower the peak of {options.PeakLearningRate}."
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
                LoaderStatistics done = loader.Statistics - before;
                EpochSums sums = place.Sums with
                {
                    Loss = place.Sums.Loss + value * batch.Count,
                    Hits = place.Sums.Hits + new MixedAccuracy().Add(logits, labels) * batch.Count,
                    Images = place.Sums.Images + batch.Count,
                    Seconds = begun.Sums.Seconds + clock.Elapsed.TotalSeconds,
                    Waiting = begun.Sums.Waiting + done.Waiting.TotalSeconds,
                    Painting = begun.Sums.Painting + done.Painting.TotalSeconds,
                };
                place = new TrainingPlace(Epoch, batch.Step + 1, sums);
                told?.Invoke(new TrainingProgress(Epoch, batch.Step, loader.Steps, sums.Result(Epoch)));
            }
        EpochResult result = place.Sums.Result(Epoch);
        ended?.Invoke(result);
        place = new TrainingPlace(Epoch + 1, 0, default);
        return result;
    }

    /// <summary>Tests the network as it is, or its averaged weights where there are some.</summary>
    /// <param name="set">Open, and the caller's.</param>
    /// <param name="order">Which of its samples; all of them where left out.</param>
    /// <param name="confusion">Is told of each image, where it is given.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <exception cref="TrainingException">The set has other classes than the network, or the loss is no number any more.</exception>
    public Evaluation Evaluate(
        IDataSet set,
        SampleOrder? order = null,
        ConfusionMatrix? confusion = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.Classes.Count != classes)
            throw new TrainingException(
                $"{set.Name}: it has {set.Classes.Count} classes, but the network was trained on {classes}."
            );
        using var plain = new Loader<float>(set, options.ForTesting(order ?? SampleOrder.Sequential(set.Count)));
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
                Tensor logits = Forward(Sent(batch.TakeImages().ToTensor())).cpu();
                loss += nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.Sum).item<float>();
                (Tensor probability, Tensor predicted) = nn.functional.softmax(logits, 1).max(1);
                float[] confident = probability.data<float>().ToArray();
                long[] classOf = predicted.data<long>().ToArray();
                for (int place = 0; place < batch.Count; place++)
                {
                    bool isRight = classOf[place] == batch.Labels[place];
                    calibration.Add(confident[place], isRight);
                    right += isRight ? 1 : 0;
                    confusion?.Add(batch.Labels[place], (int)classOf[place]);
                }
                images += batch.Count;
            }
        // The last step may have led away without a step behind it that would tell.
        if (!double.IsFinite(loss))
            throw new TrainingException(
                $"The loss on {SafeName.Show(set.Name)} is {loss.ToString(CultureInfo.InvariantCulture)} after {Epoch} epochs and {Step} steps: the learning rate is too high, or the data holds no numbers; lower the peak of {options.PeakLearningRate}."
            );
        return new Evaluation((double)right / images, loss / images, calibration.Error, images);
    }

    /// <summary>Writes what it takes to go on: complete or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether a file of that name is replaced.</param>
    /// <exception cref="IOException">There is a file of that name, or none can be written.</exception>
    public void Save(string path, bool overwrite = true)
    {
        using var file = new PartialFile(path, overwrite);
        Save(file.Content);
        file.Commit();
    }

    /// <summary>Writes what it takes to go on.</summary>
    /// <param name="content">Written at its end; a file that is whole or not there at all is the caller's care.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        Checkpoint.Save(content, network, weights, averages, Identity, place);
    }

    /// <summary>Goes on where another training of the same options was saved.</summary>
    /// <exception cref="TrainingException">The file is no checkpoint of this network.</exception>
    public void Load(string path) =>
        place = Checkpoint.Load(path, network, weights, averages, Identity, options.Epochs, Steps);

    /// <summary>Writes the network's weights alone, averaged ones where there are some, in the form that TorchSharp's <c>Module.load</c> reads.</summary>
    /// <remarks>With <see cref="Precision.BF16"/>, convolutions and the last layer are written in bfloat16.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether a file of that name is replaced.</param>
    /// <exception cref="IOException">There is a file of that name, or none can be written.</exception>
    public void SaveWeights(string path, bool overwrite = true)
    {
        using var file = new PartialFile(path, overwrite);
        SaveWeights(file.Content);
        file.Commit();
    }

    /// <inheritdoc cref="SaveWeights(string, bool)" path="/summary|/remarks"/>
    /// <param name="content">Written at its end; a file that is whole or not there at all is the caller's care.</param>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void SaveWeights(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        using IDisposable? shown = averages?.Show();
        using var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true);
        network.save(writer);
    }

    /// <summary>Frees network and loader.</summary>
    public void Dispose()
    {
        averages?.Dispose();
        weights.Dispose();
        network.Dispose();
        loader.Dispose();
    }

    private string Identity =>
        FormattableString.Invariant(
            $"{options.Architecture} for {options.Channels} channels and {classes} classes, {options.Precision}, {(averages is null ? "without" : "with")} averaged weights"
        );

    private Tensor Sent(Tensor near) => options.Device is { } device ? near.to(device) : near;

    private Tensor Forward(Tensor images)
    {
        try
        {
            return Computed(images);
        }
        // What a network's halvings leave nothing of, or a norm one number of, depends on its layers: libtorch says it.
        catch (ExternalException error)
            when (!error.Message.Contains("memory", StringComparison.OrdinalIgnoreCase)
                && !error.Message.Contains("INTERNAL ASSERT", StringComparison.Ordinal)
            )
        {
            string said = error.Message.ReplaceLineEndings(" ").Split(" Exception raised", 2)[0].TrimEnd('.');
            throw new TrainingException(
                $"{options.Architecture} can't be computed on batches of {images.shape[0]} images of {options.Size} ({said}): give larger images or batches.",
                error
            );
        }
    }

    private Tensor Computed(Tensor images)
    {
        if (options.Precision == Precision.F32)
            return network.call(images);
        using Tensor narrow = images.to(ScalarType.BFloat16);
        using Tensor logits = network.call(narrow);
        return logits.to(ScalarType.Float32);
    }
}
