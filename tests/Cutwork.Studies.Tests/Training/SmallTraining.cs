using Cutwork.Imaging;

namespace Cutwork.Studies.Tests.Training;

/// <summary>A training of seconds on shapes, its test set, and a folder: what the tests of trainers begin with.</summary>
public abstract class SmallTraining : IDisposable
{
    protected static readonly Size Size = new(16, 16);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected ShapesDataSet Train { get; } = new(Size, 192);
    protected ShapesDataSet Test { get; } = new(Size, 96, split: "test");
    private protected TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        Train.Dispose();
        Test.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static TrainingOptions Options(Precision precision = Precision.F32) =>
        new()
        {
            Architecture = Architecture.Of("convnet"),
            Epochs = 3,
            RecipeAt = _ => new Recipe(new RandomErasing(), new CutMix(1)),
            Size = Size,
            BatchSize = 32,
            PeakLearningRate = 0.05,
            LabelSmoothing = 0.1,
            Averaging = 0.9,
            Precision = precision,
            Seed = 3,
        };
}
