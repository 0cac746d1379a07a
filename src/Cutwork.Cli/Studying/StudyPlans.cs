using Cutwork.Imaging;
using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>The studies that the tool knows: which arms, how they are trained, and what is said about them.</summary>
internal static class StudyPlans
{
    // Network and schedule that two cores train in minutes and that learn 5,000 images by heart, so that there is an effect to see.
    private const string QuickModel = "convnet";
    private const int QuickEpochs = 30;
    private const int QuickEpochsFramed = 40; // crops and flips take longer to learn

    // Each test of 10,000 images takes two thirds of an epoch of 5,000.
    private const int TestEvery = 3;

    /// <summary>The four methods against none.</summary>
    public static IReadOnlyList<StudyPlan> Effects(StudyChoices choices, TrainData data)
    {
        Policy[] framing = choices.Framed ? [new PadCrop(Length.Fraction(0.125)), new Flip()] : [];
        string study = choices.Framed ? "effects-crop-flip" : "effects";
        string name = data.Train.Name;
        var settings = new StudySettings(study, name, Arms.Effects(data.Frame.Size, framing), choices.Seeds)
        {
            FirstSeed = choices.FirstSeed,
        };
        return
        [
            Plan(
                settings,
                choices,
                data,
                $"The four methods on {Shown(name)}{(choices.Framed ? ", with crop and flip" : "")}",
                "What do Cutout, Random Erasing, mixup, CutMix, and mixup or CutMix by turns do to a network’s test accuracy, loss and calibration?",
                Published(name)
            ),
        ];
    }

    /// <summary>mixup against none where labels are random.</summary>
    public static IReadOnlyList<StudyPlan> CorruptLabels(StudyChoices choices, TrainData data) =>
        [
            .. from share in (double[])[0.2, 0.5, 0.8]
            let percent = (int)Math.Round(100 * share)
            let name = data.Train.Name
            let settings = new StudySettings(
                $"corrupt-labels-{percent}",
                name,
                    // The paper's best of each share; all of them where there is time.
                    choices.IsFull
                        ? Arms.CorruptLabels(1, 8, 32)
                    : percent == 20 ? Arms.CorruptLabels(8)
                    : Arms.CorruptLabels(32),
                choices.Seeds
            )
            {
                FirstSeed = choices.FirstSeed,
                RandomLabels = share,
                TestEvery = TestEvery,
            }
            select Plan(
                settings,
                choices,
                data,
                $"{percent} % random labels on {Shown(name)}",
                "Does mixup keep a network from learning random labels by heart, as its paper says (section 3.4)?",
                PublishedResults.CorruptLabels(share)
            ),
        ];

    /// <summary>What Random Erasing lays down.</summary>
    public static IReadOnlyList<StudyPlan> FillValues(StudyChoices choices, TrainData data)
    {
        string name = data.Train.Name;
        return
        [
            Plan(
                new StudySettings("fill-values", name, Arms.FillValues(), choices.Seeds)
                {
                    FirstSeed = choices.FirstSeed,
                },
                choices,
                data,
                $"What Random Erasing fills with, on {Shown(name)}",
                "Does it matter whether erased boxes are filled with random pixels, as in the paper’s algorithm, with the mean, 0 or 255?",
                []
            ),
        ];
    }

    private static StudyPlan Plan(
        StudySettings settings,
        StudyChoices choices,
        TrainData data,
        string title,
        string question,
        IReadOnlyList<PublishedResult> published
    ) =>
        new(
            settings with
            {
                Machine =
                    choices.AtOnce == 1
                        ? TrainingMachine.Description(choices.Threads)
                        : $"{TrainingMachine.Description(choices.Threads)}, {choices.AtOnce} runs at once",
                AtOnce = choices.AtOnce,
            },
            Options(choices, data),
            new StudyDescription(
                settings.Name,
                title,
                question,
                [.. settings.Arms.Select(arm => arm.Name)],
                settings.Data,
                [$"{data.Said}.", Paired, .. Random(settings)],
                published
            )
        );

    private const string Paired =
        "Seeds are paired: in every arm, a seed gives the same first weights, the same order of images and the same crops and flips; arms differ in nothing but what is painted.";

    private static IEnumerable<string> Random(StudySettings settings) =>
        settings.RandomLabels > 0
            ?
            [
                "A random label is any of the classes alike, the own one included; which images get one, and which, is the seed’s, the same in every arm. Test labels are as they are.",
            ]
            : [];

    // The paper's own networks and schedules: Random Erasing's for Fashion-MNIST, mixup's and CutMix's small one elsewhere (papers' settings for CIFAR).
    private static TrainingOptions Options(StudyChoices choices, TrainData data)
    {
        bool isGray = data.Frame.Channels == 1;
        return new TrainingOptions
        {
            Architecture = Architecture.Of(
                choices.Model
                    ?? (
                        !choices.IsFull ? QuickModel
                        : isGray ? "resnet20"
                        : "resnet18"
                    )
            ),
            Epochs =
                choices.Epochs
                ?? (
                    choices.IsFull
                        ? isGray
                            ? 300
                            : 200
                        : choices.Framed
                            ? QuickEpochsFramed
                            : QuickEpochs
                ),
            RecipeAt = _ => Recipe.None, // the arms'
            Size = data.Frame.Size,
            Channels = data.Frame.Channels,
            Palette = DataPalette.Of(data.Train, data.Frame.Channels, data.Order),
            PeakLearningRate = choices.IsFull ? 0.1 : 0.2,
            LearningRate = choices.IsFull ? LearningRate.Steps : LearningRate.OneCycle,
            Precision = choices.Precision,
            Workers = choices.Workers,
        };
    }

    private static IReadOnlyList<PublishedResult> Published(string name) =>
        name switch
        {
            "fashion-mnist" => PublishedResults.On("Fashion-MNIST"),
            "cifar10" => PublishedResults.On("CIFAR-10"),
            _ => PublishedResults.Effects,
        };

    private static string Shown(string name) =>
        name switch
        {
            "fashion-mnist" => "Fashion-MNIST",
            "cifar10" => "CIFAR-10",
            _ => SafeName.Show(name),
        };
}
