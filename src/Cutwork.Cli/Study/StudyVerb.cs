using System.CommandLine;
using Cutwork.Studies;
using TorchSharp;

namespace Cutwork.Cli;

/// <summary><c>cutwork study</c>: the papers' claims, measured on a real data set with paired seeds.</summary>
internal static class StudyVerb
{
    private const string FolderPrefix = "folder:";

    // Measured on batches of 128 images of 28×28: a process that trained ResNet-18 had 2.0 GB, WRN-16-4 1.6 GB, the quick network 0.6 GB, of which 0.3 GB is libtorch.
    private const long MemoryOfARun = 2_500_000_000;

    public static Command Create(Terminal terminal)
    {
        var command = new Verb(
            "study",
            "Train the same network with and without a method, seed by seed, and say what differs and how sure that is.",
            "cutwork study effects --data fashion-mnist --quick --seeds 5",
            "cutwork study corrupt-labels --data cifar10",
            "cutwork study fill-values --data folder:photos --images 2000"
        )
        {
            Study(
                terminal,
                "effects",
                "Cutout, Random Erasing, mixup, CutMix, and mixup or CutMix by turns, against nothing.",
                StudyPlans.Effects
            ),
            Study(
                terminal,
                "corrupt-labels",
                "mixup against nothing, with 20, 50 and 80 % random labels: the best and the last epoch.",
                StudyPlans.CorruptLabels
            ),
            Study(
                terminal,
                "fill-values",
                "Random Erasing with random pixels, the mean, 0 and 255, against nothing.",
                StudyPlans.FillValues
            ),
        };
        return command;
    }

    private static Verb Study(
        Terminal terminal,
        string name,
        string description,
        Func<StudyChoices, TrainData, IReadOnlyList<StudyPlan>> plans
    )
    {
        var command = new Verb(
            name,
            $"{description} Runs are kept one by one in results.jsonl; the same command goes on where it was stopped.",
            $"cutwork study {name} --data fashion-mnist --seeds 5",
            $"cutwork study {name} --data cifar10 --full --out night"
        );
        Option<string> source = new("--data")
        {
            Description = "fashion-mnist, cifar10, shapes, or folder:PATH with anything that `cutwork augment` reads.",
            HelpName = "DATA",
            DefaultValueFactory = _ => "fashion-mnist",
        };
        Option<bool> quick = new("--quick")
        {
            Description =
                "5,000 images, a small network, 30 epochs: an hour on two cores with bf16, two or three without. The default.",
        };
        Option<bool> full = new("--full")
        {
            Description = "All images, with crops and flips, the papers' networks and schedules: for a night, or many.",
        };
        Option<bool> framed = new("--crop-and-flip") { Description = "With crops and flips in every arm." };
        Option<int> seeds = Numbers.From(
            "--seeds",
            1,
            5,
            "Runs of each arm; intervals need at least 3.",
            "N",
            Numbers.MostSeeds
        );
        Option<int> first = Numbers.From(
            "--first-seed",
            0,
            0,
            "Where seeds begin: more of them, or on another machine.",
            "S"
        );
        Option<int?> images = Numbers.OrNone("--images", 1, "How many images are trained on.", "N");
        Option<int?> epochs = Numbers.OrNone("--epochs", 1, "Passes over them.", "E", Numbers.MostEpochs);
        Option<string?> model = new("--model") { Description = "Another network." };
        model.AcceptOnlyFromAmong([.. Architecture.All.Select(architecture => architecture.Name)]);
        Option<Size?> size = Numbers.SizeOption(
            "Height x width of what the network sees; default: the first picture's, at most 64."
        );
        Option<string> precision = PrecisionOption.Create();
        Option<int> workers = Numbers.From(
            "--workers",
            1,
            1,
            "Threads that load; libtorch has its own.",
            "W",
            Numbers.MostWorkers
        );
        Option<string> device = DeviceOption.Create();
        Option<int?> atOnce = Numbers.OrNone(
            "--at-once",
            1,
            "Runs side by side, with one thread of libtorch each; 1 gives a run all processors. Default: one for each processor and 2.5 GB of memory; one on another --device.",
            "R"
        );
        Option<string?> output = new("--out")
        {
            Description = $"The folder of results and reports; default: study-{name}-DATA.",
            HelpName = "DIR",
        };
        var limits = new SourceLimits.Options();
        foreach (
            Option option in (Option[])
                [
                    source,
                    quick,
                    full,
                    framed,
                    seeds,
                    first,
                    images,
                    epochs,
                    model,
                    size,
                    precision,
                    workers,
                    device,
                    atOnce,
                    output,
                    .. limits.All,
                ]
        )
            command.Add(option);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                if (parsed.GetValue(quick) && parsed.GetValue(full))
                    throw Failure.Usage("Give only one of --quick and --full.");
                string settled = Settle(parsed.GetRequiredValue(source));
                LibTorch.Load();
                torch.Device? place = TrainingDevice.Of(parsed.GetRequiredValue(device));
                int together = parsed.GetValue(atOnce) ?? (place is null ? MostAtOnce : 1);
                var choices = new StudyChoices
                {
                    Data = settled,
                    IsFull = parsed.GetValue(full),
                    Seeds = parsed.GetValue(seeds),
                    FirstSeed = (ulong)parsed.GetValue(first),
                    Framed = parsed.GetValue(framed) || parsed.GetValue(full),
                    Precision = PrecisionOption.Of(parsed, precision),
                    Model = parsed.GetValue(model),
                    Images = parsed.GetValue(images),
                    Epochs = parsed.GetValue(epochs),
                    Size = parsed.GetValue(size),
                    Workers = parsed.GetValue(workers),
                    Device = place,
                    AtOnce = together,
                    Threads = together > 1 ? 1 : torch.get_num_threads(),
                };
                using var data = TrainData.Open(
                    choices.Data,
                    choices.MostImages,
                    choices.Size,
                    SourceLimits.DefaultMegapixels,
                    OnError.Stop,
                    limits.Of(parsed),
                    terminal
                );
                string folder = parsed.GetValue(output) ?? $"study-{name}-{FileNameOf(data.Train.Name)}";
                using var runner = new StudyRunner(plans(choices, data), data, folder, choices.Threads, terminal);
                await runner.RunAsync(cancellation);
                runner.Print();
                return Failure.Done;
            }
        );
        return command;
    }

    // What is said to be a folder is never a set by name: `folder:cifar10` is the folder of that name here.
    private static string Settle(string given)
    {
        if (!given.StartsWith(FolderPrefix, StringComparison.Ordinal))
            return Sources.Settle(given);
        string path = given[FolderPrefix.Length..];
        return path.Length > 0
            ? Path.GetFullPath(path)
            : throw Failure.Usage("--data folder: names no folder; give it one, as in --data folder:photos.");
    }

    private static int MostAtOnce =>
        (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MemoryOfARun, 1, Environment.ProcessorCount);

    private static string FileNameOf(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '-'));
}
