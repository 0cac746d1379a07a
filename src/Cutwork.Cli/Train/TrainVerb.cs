using System.CommandLine;
using Cutwork.Imaging;
using Cutwork.Studies;
using TorchSharp;

namespace Cutwork.Cli;

/// <summary><c>cutwork train</c>: trains a network on a data set, painted as the recipe says.</summary>
internal static class TrainVerb
{
    public static Command Create(Terminal terminal)
    {
        var command = new Verb(
            "train",
            "Train a classifier: SGD with Nesterov's momentum on soft labels. Writes checkpoints, weights, a log and report.html; what is stopped goes on with --resume, to the same bits.",
            "cutwork train fashion-mnist --out run --epochs 30 --with cutmix",
            "cutwork train photos --out run --model resnet18 --size 64 --preset timm --average 0.999",
            "cutwork train --resume run"
        );
        Argument<string> source = Sources.Argument();
        var recipe = new RecipeOptions();
        var limits = new SourceLimits.Options();
        Option<string?> output = new("--out")
        {
            Description = "The folder to write; it must be new or empty.",
            HelpName = "DIR",
        };
        Option<string?> resume = new("--resume")
        {
            Description = "Go on with the training in DIR; everything but --workers is as it was begun.",
            HelpName = "DIR",
        };
        Option<bool> accept = new("--accept-changed-data")
        {
            Description = "With --resume: go on although the data is not what the training was begun with.",
        };
        Option<string> model = new("--model")
        {
            Description = "convnet (155 k weights), resnet20, wrn-16-4, preact18 or resnet18, made for small images.",
            DefaultValueFactory = _ => Architecture.All[0].Name,
        };
        model.AcceptOnlyFromAmong([.. Architecture.All.Select(architecture => architecture.Name)]);
        Option<int> epochs = Numbers.From("--epochs", 1, 30, "Passes over the data set.", "E", Numbers.MostEpochs);
        Option<int> batch = Numbers.From("--batch", 1, 128, "Images in a step.", "B", Numbers.MostBatch);
        Option<double?> rate = Numbers.Real("--learning-rate", false, float.MaxValue, 0.2, "The highest.", "L");
        Option<string> schedule = new("--schedule")
        {
            Description = "How the learning rate moves.",
            DefaultValueFactory = _ => "one-cycle",
        };
        schedule.AcceptOnlyFromAmong([.. Schedules.Keys]);
        Option<double?> decay = Numbers.Real(
            "--weight-decay",
            true,
            1,
            5e-4,
            "Of convolutions and the last layer.",
            "D"
        );
        Option<double?> smoothing = Numbers.Real(
            "--label-smoothing",
            true,
            1,
            0,
            "What the labels give up to all classes.",
            "S"
        );
        Option<double?> average = Numbers.Real(
            "--average",
            false,
            1,
            null,
            "Test and write averaged weights; what a step leaves of them, as 0.999.",
            "D"
        );
        Option<string> precision = PrecisionOption.Create();
        Option<Size?> size = Numbers.SizeOption(
            "Height x width of what the network sees; default: the first picture's, at most 64."
        );
        Option<int?> limit = Numbers.OrNone("--limit", 1, "Only the first N images.", "N");
        Option<OnError> onError = new("--on-error")
        {
            Description = "At a damaged picture: stop, or leave it out and say so.",
            DefaultValueFactory = _ => OnError.Stop,
        };
        onError.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "stop", "skip");
        Option<int> workers = Numbers.From(
            "--workers",
            1,
            1,
            "Threads that load; libtorch has its own.",
            "W",
            Numbers.MostWorkers
        );
        Option<string> device = DeviceOption.Create();
        command.Add(source);
        command.Add(output);
        command.Add(resume);
        command.Add(accept);
        recipe.AddForAllEpochsTo(command);
        foreach (
            Option option in (Option[])
                [
                    model,
                    epochs,
                    batch,
                    rate,
                    schedule,
                    decay,
                    smoothing,
                    average,
                    precision,
                    size,
                    limit,
                    onError,
                    workers,
                    device,
                    .. limits.All,
                ]
        )
            command.Add(option);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                string? folder = parsed.GetValue(output);
                string? begun = parsed.GetValue(resume);
                if (folder is null == begun is null)
                    throw Failure.Usage("Give --out for a new training, or --resume to go on with one.");
                bool accepts = parsed.GetValue(accept);
                if (begun is null && accepts)
                    throw Failure.Usage("--accept-changed-data says how to go on; it is given with --resume.");
                if (begun is not null && GivenBeside(parsed, [resume, accept, workers, .. limits.All]) is { } given)
                    throw Failure.Usage(
                        $"{given} can't be changed: --resume goes on with what the training was begun with."
                    );
                if (folder is not null)
                    TrainFolder.CheckNew(folder, terminal.Note);
                LibTorch.Load();
                if (begun is not null)
                {
                    (TrainFolder old, TrainSettings kept, RecipeChoice painted) = TrainFolder.Resume(
                        begun,
                        terminal.Note
                    );
                    using (old)
                    {
                        using TrainData same = kept.OpenData(limits.Of(parsed), terminal);
                        TrainSettings checkedSettings = Check(old, kept, kept.On(same), accepts, terminal);
                        return await RunAsync(
                            old,
                            checkedSettings,
                            painted,
                            same,
                            parsed.GetValue(workers),
                            terminal,
                            cancellation
                        );
                    }
                }
                var settings = new TrainSettings
                {
                    Source = Sources.Settle(parsed.GetRequiredValue(source)),
                    Model = parsed.GetRequiredValue(model),
                    Epochs = parsed.GetValue(epochs),
                    Batch = parsed.GetValue(batch),
                    LearningRate = parsed.GetValue(rate)!.Value,
                    Schedule = Schedules[parsed.GetRequiredValue(schedule)],
                    WeightDecay = parsed.GetValue(decay)!.Value,
                    LabelSmoothing = parsed.GetValue(smoothing)!.Value,
                    Averaging = parsed.GetValue(average),
                    Precision = PrecisionOption.Of(parsed, precision),
                    Seed = recipe.Seed(parsed),
                    Limit = parsed.GetValue(limit),
                    Size = parsed.GetValue(size)?.ToString(),
                    Device = parsed.GetRequiredValue(device),
                    Threads = torch.get_num_threads(),
                    OnError = parsed.GetValue(onError),
                };
                RecipeChoice choice = recipe.Recipe(parsed);
                using TrainData data = settings.OpenData(limits.Of(parsed), terminal);
                settings = settings.On(data);
                using var made = TrainFolder.Begin(folder!, settings, choice, terminal.Note);
                return await RunAsync(made, settings, choice, data, parsed.GetValue(workers), terminal, cancellation);
            }
        );
        return command;
    }

    private static Dictionary<string, LearningRate> Schedules { get; } =
        new()
        {
            ["one-cycle"] = LearningRate.OneCycle,
            ["cosine"] = LearningRate.Cosine,
            ["steps"] = LearningRate.Steps,
            ["constant"] = LearningRate.Constant,
        };

    private static string? GivenBeside(ParseResult parsed, Option[] allowed) =>
        parsed
            .CommandResult.Children.OfType<System.CommandLine.Parsing.SymbolResult>()
            .Select(result =>
                result switch
                {
                    System.CommandLine.Parsing.OptionResult { Implicit: false } option
                        when !allowed.Contains(option.Option) => option.Option.Name,
                    System.CommandLine.Parsing.ArgumentResult { Tokens.Count: > 0 } => "SOURCE",
                    _ => null,
                }
            )
            .FirstOrDefault(name => name is not null);

    /// <summary>Whether the data is what the training was begun with; the settings as they are from here on.</summary>
    private static TrainSettings Check(
        TrainFolder folder,
        TrainSettings begun,
        TrainSettings now,
        bool accepts,
        Terminal terminal
    )
    {
        if (begun.Data is null)
            terminal.Note(
                $"{folder.Shown}: an older cutwork began this training and kept no record of its data: whether that has changed is not known."
            );
        else if (begun.Change(now) is not { } change)
            return begun;
        else if (!accepts)
            throw new Failure(
                $"{SafeName.Show(begun.Source)}: the data is not what this training was begun with: {change}. Put it back as it was, begin a new training with --out, or give --accept-changed-data to go on with it: pictures that were trained on may be tested on then."
            );
        else
            terminal.Note(
                $"{SafeName.Show(begun.Source)}: the data has changed: {change}. The training goes on, as told."
            );
        folder.Keep(now);
        return now;
    }

    private static async Task<int> RunAsync(
        TrainFolder folder,
        TrainSettings settings,
        RecipeChoice recipe,
        TrainData data,
        int workers,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        TrainOutcome outcome = await new TrainRun(folder, settings, recipe, data, workers, terminal).RunAsync(
            cancellation
        );
        folder.WriteReport(TrainReport.ToHtml(outcome));
        TrainTable.Print(outcome, folder, terminal);
        return Failure.Done;
    }
}
