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

    // mixup's and Random Erasing's; Cutout's has ResNet-18 for as long as mixup's, CutMix's networks are larger.
    private static readonly Full MixupPaper = new("preact18", 200);
    private static readonly Full ErasingPaper = new("preact18", 300);
    private static readonly Full ErasingPaperOnGray = new("resnet20", 300);

    /// <summary>The four methods against none.</summary>
    public static IReadOnlyList<StudyPlan> Effects(StudyChoices choices, TrainData data) =>
        [
            Plan(
                new StudySettings("effects", data.Train.Name, Arms.Effects(data.Frame.Size), choices.Seeds),
                choices,
                data,
                IsGray(data) ? ErasingPaperOnGray : MixupPaper,
                $"The four methods on {Shown(data.Train.Name)}",
                "What do Cutout, Random Erasing, mixup, CutMix, and mixup or CutMix by turns do to a network’s test accuracy, loss and calibration?",
                Published(data.Train.Name)
            ),
        ];

    /// <summary>mixup against none where labels are random.</summary>
    public static IReadOnlyList<StudyPlan> CorruptLabels(StudyChoices choices, TrainData data) =>
        [
            .. from share in (double[])[0.2, 0.5, 0.8]
            let percent = (int)Math.Round(100 * share)
            let settings = new StudySettings(
                $"corrupt-labels-{percent}",
                data.Train.Name,
                    // The paper's best of each share; all that it tried where there is time.
                    choices.IsFull
                        ? Arms.CorruptLabels(1, 2, 8, 32)
                    : percent == 20 ? Arms.CorruptLabels(8)
                    : Arms.CorruptLabels(32),
                choices.Seeds
            )
            {
                RandomLabels = share,
                TestEvery = TestEvery,
            }
            select Plan(
                settings,
                choices,
                data,
                MixupPaper,
                $"{percent} % random labels on {Shown(data.Train.Name)}",
                "Does mixup keep a network from learning random labels by heart, as its paper says (section 3.4)?",
                PublishedResults.CorruptLabels(share)
            ),
        ];

    /// <summary>What Random Erasing lays down.</summary>
    public static IReadOnlyList<StudyPlan> FillValues(StudyChoices choices, TrainData data) =>
        [
            Plan(
                new StudySettings("fill-values", data.Train.Name, Arms.FillValues(), choices.Seeds),
                choices,
                data,
                IsGray(data) ? ErasingPaperOnGray : ErasingPaper,
                $"What Random Erasing fills with, on {Shown(data.Train.Name)}",
                "Does it matter whether erased boxes are filled with random pixels, as in the paper’s algorithm, with the mean, 0 or 255?",
                []
            ),
        ];

    private static StudyPlan Plan(
        StudySettings asked,
        StudyChoices choices,
        TrainData data,
        Full full,
        string title,
        string question,
        IReadOnlyList<PublishedResult> published
    )
    {
        StudySettings settings = asked with
        {
            Name = choices.Framed ? asked.Name + "-crop-flip" : asked.Name,
            Arms = choices.Framed
                ? Arms.Framed(asked.Arms, new PadCrop(Length.Fraction(0.125)), new Flip())
                : asked.Arms,
            FirstSeed = choices.FirstSeed,
            Machine = Machine(choices),
            AtOnce = choices.AtOnce,
        };
        return new(
            settings,
            Options(choices, data, full),
            new StudyDescription(
                settings.Name,
                choices.Framed ? $"{title}, with crop and flip" : title,
                question,
                [.. settings.Arms.Select(arm => arm.Name)],
                settings.Data,
                [$"{data.Said}.", Paired, .. Random(settings)],
                published
            )
        );
    }

    private const string Paired =
        "Seeds are paired: in every arm, a seed gives the same first weights, the same order of images and the same crops and flips; arms differ in nothing but what is painted.";

    private static IEnumerable<string> Random(StudySettings settings) =>
        settings.RandomLabels > 0
            ?
            [
                "A random label is any of the classes alike, the own one included; which images get one, and which, is the seed’s, the same in every arm. Test labels are as they are.",
            ]
            : [];

    private static TrainingOptions Options(StudyChoices choices, TrainData data, Full full) =>
        new()
        {
            Architecture = Architecture.Of(choices.Model ?? (choices.IsFull ? full.Model : QuickModel)),
            Epochs =
                choices.Epochs
                ?? (
                    choices.IsFull ? full.Epochs
                    : choices.Framed ? QuickEpochsFramed
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
            Device = choices.Device,
        };

    private static string Machine(StudyChoices choices)
    {
        string device = choices.Device is null ? "" : $", {choices.Device}";
        string together = choices.AtOnce == 1 ? "" : $", {choices.AtOnce} runs at once";
        return TrainingMachine.Description(choices.Threads) + device + together;
    }

    private static bool IsGray(TrainData data) => data.Frame.Channels == 1;

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

    /// <summary>A paper's own network, and how long it was trained; the learning rate is divided by ten after half and three quarters in all of them.</summary>
    private readonly record struct Full(string Model, int Epochs);
}
