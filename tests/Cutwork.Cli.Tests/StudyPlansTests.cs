using Cutwork.Studies;

namespace Cutwork.Cli.Tests;

public sealed class StudyPlansTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    private static StudyChoices Choices(bool isFull, bool framed) =>
        new()
        {
            Data = "shapes",
            IsFull = isFull,
            Framed = framed,
            Seeds = 3,
            FirstSeed = 4,
            Precision = Precision.F32,
            Threads = 1,
        };

    private static TrainData Open(string source) =>
        TrainData.Open(
            source,
            limit: 8,
            asked: null,
            SourceLimits.DefaultMegapixels,
            OnError.Stop,
            SourceLimits.Default,
            new Terminal(TextWriter.Null, TextWriter.Null)
        );

    // IDX files: two zeros, 8 for bytes, the number of dimensions, these, and the data.
    private TrainData OpenGray()
    {
        foreach (string part in (string[])["train", "t10k"])
        {
            temporary.Write(
                $"gray/{part}-images-idx3-ubyte",
                [0, 0, 8, 3, 0, 0, 0, 16, 0, 0, 0, 28, 0, 0, 0, 28, .. new byte[16 * 28 * 28]]
            );
            temporary.Write(
                $"gray/{part}-labels-idx1-ubyte",
                [0, 0, 8, 1, 0, 0, 0, 16, .. Enumerable.Range(0, 16).Select(i => (byte)(i % 10))]
            );
        }
        return Open(Path.Combine(temporary.Path, "gray"));
    }

    private static IEnumerable<StudyPlan> All(StudyChoices choices, TrainData data) =>
        [
            .. StudyPlans.Effects(choices, data),
            .. StudyPlans.CorruptLabels(choices, data),
            .. StudyPlans.FillValues(choices, data),
        ];

    private static string Training(StudyPlan plan) => $"{plan.Options.Architecture}, {plan.Options.Epochs}";

    [Fact]
    public void FullIsThePapersNetworkAndSchedule()
    {
        using TrainData color = Open("shapes");
        using TrainData gray = OpenGray();
        StudyChoices choices = Choices(isFull: true, framed: true);
        Assert.Null(choices.MostImages);
        string[] corrupt = [.. Enumerable.Repeat("preact18, 200", 3)];
        Assert.Equal(["preact18, 200", .. corrupt, "preact18, 300"], All(choices, color).Select(Training));
        Assert.Equal(["resnet20, 300", .. corrupt, "resnet20, 300"], All(choices, gray).Select(Training));
        foreach (StudyPlan plan in All(choices, gray))
        {
            TrainingOptions options = plan.Options;
            Assert.Equal((0.1, LearningRate.Steps), (options.PeakLearningRate, options.LearningRate));
            Assert.Equal((128, 0.9, 5e-4), (options.BatchSize, options.Momentum, options.WeightDecay));
            Assert.All(
                plan.Settings.Arms,
                arm =>
                {
                    Assert.Equal(new Flip(), arm.Recipe.Policies[1]);
                    Assert.Equal(Length.Fraction(0.125), Assert.IsType<PadCrop>(arm.Recipe.Policies[0]).Padding);
                }
            );
        }
        Assert.Equal(
            ["none", "mixup 1", "mixup 2", "mixup 8", "mixup 32"],
            StudyPlans.CorruptLabels(choices, color)[0].Settings.Arms.Select(arm => arm.Name)
        );
    }

    [Theory]
    [InlineData(false, 30)]
    [InlineData(true, 40)]
    public void QuickIsTheSameNetworkInAllOfThem(bool framed, int epochs)
    {
        using TrainData gray = OpenGray();
        StudyChoices choices = Choices(isFull: false, framed);
        Assert.Equal(5000, choices.MostImages);
        StudyPlan[] plans = [.. All(choices, gray)];
        Assert.All(plans, plan => Assert.Equal($"convnet, {epochs}", Training(plan)));
        Assert.All(plans, plan => Assert.Equal((3, 4ul), (plan.Settings.Seeds, plan.Settings.FirstSeed)));
        Assert.Equal(
            [
                .. (
                    (string[])["effects", "corrupt-labels-20", "corrupt-labels-50", "corrupt-labels-80", "fill-values"]
                ).Select(name => framed ? name + "-crop-flip" : name),
            ],
            plans.Select(plan => plan.Description.Name)
        );
        Assert.All(plans, plan => Assert.Equal(plan.Settings.Name, plan.Description.Name));
        Assert.All(plans, plan => Assert.Equal(framed, plan.Description.Title.EndsWith(", with crop and flip")));
        Assert.All(
            plans.SelectMany(plan => plan.Settings.Arms),
            arm => Assert.Equal(framed, arm.Recipe.Policies is [PadCrop, Flip, ..])
        );
        Assert.Equal(
            ["mixup 8", "mixup 32", "mixup 32"],
            plans[1..4].Select(plan => Assert.Single(plan.Settings.Arms.Skip(1)).Name)
        );
    }
}
