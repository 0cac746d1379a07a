using Cutwork.Files;
using Cutwork.Imaging;
using Cutwork.Loading;
using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>A training from where its folder stands to its end.</summary>
internal sealed class TrainRun(
    TrainFolder folder,
    TrainSettings settings,
    RecipeChoice recipe,
    TrainData data,
    int workers,
    Terminal terminal
)
{
    // Long enough for a steady figure, short beside a training.
    private static readonly TimeSpan PlainTime = TimeSpan.FromSeconds(5);

    /// <summary>Trains, tests and saves epoch by epoch, and writes the report.</summary>
    public async Task<TrainOutcome> RunAsync(CancellationToken cancellation)
    {
        TrainingOptions options = Options();
        using Trainer trainer = MakeTrainer(options);
        if (folder.IsBegun)
            folder.Load(trainer);
        if (folder.ReadEpochs(trainer.Epoch) is { Count: > 0 } lost)
            terminal.Note(
                $"{folder.Shown}: training.jsonl lacks {Named(lost)}: the figures are lost, the training is not; it goes on from its checkpoint."
            );
        if (folder.IsBegun)
        {
            string place =
                trainer.Step == trainer.Steps ? ", all steps of which are done"
                : trainer.Step > 0 ? $" at step {trainer.Step + 1} of {trainer.Steps}"
                : "";
            terminal.Note(
                $"goes on with epoch {Math.Min(trainer.Epoch + 1, settings.Epochs)} of {settings.Epochs}{place}"
            );
        }
        int begunAt = trainer.Epoch;
        await TrainingBar.RunAsync(
            terminal,
            settings.Epochs,
            (long)trainer.Steps * settings.Epochs,
            bar => Task.Run(() => TrainTo(trainer, bar, cancellation), CancellationToken.None)
        );
        try
        {
            return Ended(trainer, options, hasTrained: begunAt < settings.Epochs, cancellation);
        }
        catch (OperationCanceledException)
        {
            throw new Failure(
                $"Stopped before the report was written; all {settings.Epochs} epochs are kept. `cutwork train --resume {folder.Shown}` writes it."
            );
        }
    }

    private TrainOutcome Ended(
        Trainer trainer,
        TrainingOptions options,
        bool hasTrained,
        CancellationToken cancellation
    )
    {
        using var threads = new TorchThreads(settings.Threads);
        var confusion = new ConfusionMatrix(data.Train.Classes.Count);
        Evaluation tested = trainer.Evaluate(data.Test, data.TestOrder, confusion, cancellation);
        folder.SaveWeights(trainer);
        double? plain = hasTrained
            ? PlainTraining.ImagesPerSecond(options, data.Train.Classes.Count, PlainTime, cancellation)
            : null;
        return new TrainOutcome(
            settings,
            recipe,
            data,
            options,
            folder.Epochs,
            tested,
            confusion,
            trainer.Parameters,
            plain
        );
    }

    private void TrainTo(Trainer trainer, TrainingBar bar, CancellationToken cancellation)
    {
        using var threads = new TorchThreads(settings.Threads);
        int saved = trainer.Epoch;
        while (trainer.Epoch < settings.Epochs)
            try
            {
                Evaluation? tested = null;
                EpochResult trained = trainer.TrainEpoch(
                    bar.Tell,
                    _ => tested = trainer.Evaluate(data.Test, data.TestOrder, cancellation: cancellation),
                    cancellation
                );
                var epoch = TrainEpoch.Of(trained, tested!);
                folder.Add(epoch);
                folder.Save(trainer);
                saved = trainer.Epoch;
                bar.Tell(epoch);
            }
            catch (OperationCanceledException)
            {
                folder.Save(trainer);
                string place =
                    trainer.Step == trainer.Steps
                        ? $"after the last step of epoch {trainer.Epoch + 1}"
                        : $"in epoch {trainer.Epoch + 1} of {settings.Epochs} before step {trainer.Step + 1} of {trainer.Steps}";
                throw new Failure(
                    $"Stopped {place}, and saved. `cutwork train --resume {folder.Shown}` goes on there, to the same result."
                );
            }
            catch (Exception error)
                when (error is TrainingException or ImagingException or IOException or UnauthorizedAccessException)
            {
                string kept = error.HResult == Disk.Lost ? "" : $" {Kept(saved)}";
                throw new Failure($"{error.Message.TrimEnd('.')}.{kept}");
            }
            catch (Exception error) when (OutOfMemory.Is(error))
            {
                throw new Failure(
                    $"There is not enough memory for batches of {settings.Batch} images of {data.Frame.Size} with {settings.Model}; begin again with a smaller --batch, --size or --model. {Kept(saved)}"
                );
            }
    }

    private static string Named(IReadOnlyList<int> epochs)
    {
        if (epochs.Count == 1)
            return $"epoch {epochs[0]}";
        bool areTogether = epochs[^1] - epochs[0] == epochs.Count - 1;
        return areTogether
            ? $"epochs {epochs[0]} to {epochs[^1]}"
            : $"{epochs.Count} epochs between {epochs[0]} and {epochs[^1]}";
    }

    private string Kept(int epochs) =>
        epochs == 0
            ? "No epoch was over, so nothing is lost."
            : $"The checkpoint after epoch {epochs} of {settings.Epochs} is kept in {folder.Shown}.";

    private Trainer MakeTrainer(TrainingOptions options)
    {
        try
        {
            return new Trainer(data.Train, options, data.Order);
        }
        catch (Exception error) when (OutOfMemory.Is(error))
        {
            throw new Failure($"There is not enough memory for {settings.Model}; give a smaller --model.");
        }
    }

    private OnDamage Damaged => settings.OnError == OnError.Skip ? OnDamage.Skip : OnDamage.Stop;

    private TrainingOptions Options() =>
        new()
        {
            Architecture = Architecture.Of(settings.Model),
            Epochs = settings.Epochs,
            RecipeAt = recipe.At,
            Size = data.Frame.Size,
            Channels = data.Frame.Channels,
            Palette = DataPalette.Of(data.Train, data.Frame.Channels, data.Order, onDamage: Damaged),
            BatchSize = settings.Batch,
            PeakLearningRate = settings.LearningRate,
            LearningRate = settings.Schedule,
            WeightDecay = settings.WeightDecay,
            LabelSmoothing = settings.LabelSmoothing,
            Precision = settings.Precision,
            Averaging = settings.Averaging,
            Seed = settings.Seed,
            Workers = workers,
            OnDamage = Damaged,
            Loading = new LeftOut(terminal),
            Device = TrainingDevice.Of(settings.Device),
        };
}
