using Cutwork.Imaging;

namespace Cutwork.Studies.Tests.Training;

[Collection(nameof(Alone))]
public sealed class CheckpointTests : IDisposable
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
        EpochResult[] expected =
        [
            whole.TrainEpoch(cancellation: Stop),
            whole.TrainEpoch(cancellation: Stop),
            whole.TrainEpoch(cancellation: Stop),
        ];

        using (var first = new Trainer(train, Options(precision)))
        {
            EpochResult begun = first.TrainEpoch(cancellation: Stop);
            Assert.Equal((expected[0].Loss, expected[0].Accuracy), (begun.Loss, begun.Accuracy));
            first.Save(path);
        }
        using var second = new Trainer(train, Options(precision));
        second.Load(path);
        Assert.Equal(1, second.Epoch);
        for (int epoch = 1; epoch < 3; epoch++)
        {
            EpochResult went = second.TrainEpoch(cancellation: Stop);
            Assert.Equal(
                (epoch, expected[epoch].Loss, expected[epoch].Accuracy),
                (went.Epoch, went.Loss, went.Accuracy)
            );
        }
        Assert.Equal(whole.Evaluate(test, cancellation: Stop), second.Evaluate(test, cancellation: Stop));
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
        string said = Assert.Throws<TrainingException>(() => other.Load(path)).Message;
        Assert.Contains("is of convnet for 3 channels and 10 classes, F32, with averaged weights", said);
        Assert.Contains("is of resnet20", said);
    }

    [Fact]
    public void Cancellation_ends_the_epoch()
    {
        using var trainer = new Trainer(train, Options());
        Assert.ThrowsAny<OperationCanceledException>(() =>
            trainer.TrainEpoch(cancellation: new CancellationToken(true))
        );
        Assert.Equal(0, trainer.Epoch);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)] // the epoch's last step
    public void Stopped_within_an_epoch_it_goes_on_with_the_next_step_to_the_same_bits(int stoppedAt)
    {
        string path = Path.Combine(folder.Path, "a.checkpoint");
        using var whole = new Trainer(train, Options());
        EpochResult expected = whole.TrainEpoch(cancellation: Stop);
        using (var first = new Trainer(train, Options()))
        {
            using var stop = new CancellationTokenSource();
            var told = new List<int>();
            Assert.ThrowsAny<OperationCanceledException>(() =>
                first.TrainEpoch(
                    step =>
                    {
                        told.Add(step.Step);
                        Assert.Equal(6, step.Steps);
                        Assert.Equal(32 * told.Count, step.SoFar.Images);
                        if (step.Step == stoppedAt)
                            stop.Cancel();
                    },
                    stop.Token
                )
            );
            Assert.Equal(Enumerable.Range(0, stoppedAt + 1), told);
            Assert.Equal((0, stoppedAt + 1), (first.Epoch, first.Step));
            first.Save(path);
        }
        using var second = new Trainer(train, Options());
        second.Load(path);
        Assert.Equal((0, stoppedAt + 1), (second.Epoch, second.Step));
        EpochResult went = second.TrainEpoch(cancellation: Stop);
        Assert.Equal((expected.Loss, expected.Accuracy, expected.Images), (went.Loss, went.Accuracy, went.Images));
        Assert.Equal((1, 0), (second.Epoch, second.Step));
        Assert.Equal(whole.Evaluate(test, cancellation: Stop), second.Evaluate(test, cancellation: Stop));
    }
}
