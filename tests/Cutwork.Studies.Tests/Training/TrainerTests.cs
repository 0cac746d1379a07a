using Cutwork.Imaging;
using static TorchSharp.torch;

namespace Cutwork.Studies.Tests.Training;

[Collection(nameof(Alone))]
public sealed class TrainerTests : IDisposable
{
    private static readonly Size Size = new(16, 16);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly ShapesDataSet train = new(Size, 192);
    private readonly ShapesDataSet test = new(Size, 96, split: "test");
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        train.Dispose();
        test.Dispose();
        folder.Dispose();
    }

    private static TrainingOptions Options(Precision precision = Precision.F32) =>
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

    [Theory]
    [InlineData(Precision.F32)]
    [InlineData(Precision.BF16)]
    public void Going_on_from_a_checkpoint_is_never_having_stopped(Precision precision)
    {
        string path = Path.Combine(folder.Path, "a.checkpoint");
        using var whole = new Trainer(train, Options(precision));
        EpochResult[] expected = [whole.TrainEpoch(Stop), whole.TrainEpoch(Stop), whole.TrainEpoch(Stop)];

        using (var first = new Trainer(train, Options(precision)))
        {
            EpochResult begun = first.TrainEpoch(Stop);
            Assert.Equal((expected[0].Loss, expected[0].Accuracy), (begun.Loss, begun.Accuracy));
            first.Save(path);
        }
        using var second = new Trainer(train, Options(precision));
        second.Load(path);
        Assert.Equal(1, second.Epoch);
        for (int epoch = 1; epoch < 3; epoch++)
        {
            EpochResult went = second.TrainEpoch(Stop);
            Assert.Equal(
                (epoch, expected[epoch].Loss, expected[epoch].Accuracy),
                (went.Epoch, went.Loss, went.Accuracy)
            );
        }
        Assert.Equal(whole.Evaluate(test, cancellation: Stop), second.Evaluate(test, cancellation: Stop));
    }

    [Theory]
    [InlineData(Precision.F32)]
    [InlineData(Precision.BF16)]
    public void It_learns(Precision precision)
    {
        using var larger = new ShapesDataSet(Size, 1024);
        using var trainer = new Trainer(
            larger,
            Options(precision) with
            {
                RecipeAt = _ => Recipe.None,
                Epochs = 6,
                LabelSmoothing = 0,
            }
        );
        Evaluation before = trainer.Evaluate(test, cancellation: Stop);
        var losses = new List<double>();
        for (int epoch = 0; epoch < 6; epoch++)
            losses.Add(trainer.TrainEpoch(Stop).Loss);
        Evaluation after = trainer.Evaluate(test, cancellation: Stop);
        Assert.True(losses[^1] < 0.75 * losses[0], string.Join(", ", losses));
        Assert.True(after.Accuracy > before.Accuracy + 0.15, $"{before} → {after}");
        Assert.Equal(96, after.Images);
    }

    [Fact]
    public void An_epoch_leaves_no_tensor_behind()
    {
        using var trainer = new Trainer(train, Options(Precision.BF16));
        trainer.TrainEpoch(Stop); // momenta are made
        trainer.Evaluate(test, cancellation: Stop);
        long before = Settled.Tensors();
        trainer.TrainEpoch(Stop);
        trainer.Evaluate(test, cancellation: Stop);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Numbers_that_run_away_are_said()
    {
        using var trainer = new Trainer(
            train,
            Options() with
            {
                PeakLearningRate = 1e30,
                LearningRate = LearningRate.Constant,
            }
        );
        string said = Assert
            .Throws<TrainingException>(() =>
            {
                trainer.TrainEpoch(Stop);
                trainer.TrainEpoch(Stop);
            })
            .Message;
        Assert.Contains("learning rate is too high", said);
    }

    [Fact]
    public void What_is_no_checkpoint_of_the_network_is_refused()
    {
        using var trainer = new Trainer(train, Options());
        string none = folder.Write("none", "something else, longer than the mark");
        Assert.Contains("no checkpoint", Assert.Throws<TrainingException>(() => trainer.Load(none)).Message);
        string path = Path.Combine(folder.Path, "a.checkpoint");
        trainer.Save(path);
        Assert.Equal([none, path], Directory.GetFiles(folder.Path).OrderDescending());
        using (FileStream file = File.OpenWrite(path))
            file.SetLength(file.Length - 100);
        Assert.Contains("damaged", Assert.Throws<TrainingException>(() => trainer.Load(path)).Message);
        trainer.Save(path);
        using var other = new Trainer(train, Options() with { Architecture = Architecture.Of("resnet20") });
        Assert.Contains("another network", Assert.Throws<TrainingException>(() => other.Load(path)).Message);
    }

    [Fact]
    public void Cancellation_ends_the_epoch()
    {
        using var trainer = new Trainer(train, Options());
        Assert.ThrowsAny<OperationCanceledException>(() => trainer.TrainEpoch(new CancellationToken(true)));
        Assert.Equal(0, trainer.Epoch);
    }
}
