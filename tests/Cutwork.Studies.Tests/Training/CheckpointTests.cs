namespace Cutwork.Studies.Tests.Training;

[Collection(nameof(Alone))]
public sealed class CheckpointTests : SmallTraining
{
    [Theory]
    [InlineData(Precision.F32)]
    [InlineData(Precision.BF16)]
    public void Going_on_from_a_checkpoint_is_never_having_stopped(Precision precision)
    {
        string path = Path.Combine(Folder.Path, "a.checkpoint");
        using var whole = new Trainer(Train, Options(precision));
        EpochResult[] expected =
        [
            whole.TrainEpoch(cancellation: Stop),
            whole.TrainEpoch(cancellation: Stop),
            whole.TrainEpoch(cancellation: Stop),
        ];

        using (var first = new Trainer(Train, Options(precision)))
        {
            EpochResult begun = first.TrainEpoch(cancellation: Stop);
            Assert.Equal((expected[0].Loss, expected[0].Accuracy), (begun.Loss, begun.Accuracy));
            first.Save(path);
        }
        using var second = new Trainer(Train, Options(precision));
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
        Assert.Equal(whole.Evaluate(Test, cancellation: Stop), second.Evaluate(Test, cancellation: Stop));
    }

    [Fact]
    public void What_is_no_checkpoint_of_the_network_is_refused()
    {
        using var trainer = new Trainer(Train, Options());
        string none = Folder.Write("none", "something else, longer than the mark");
        Assert.Contains("no checkpoint", Assert.Throws<TrainingException>(() => trainer.Load(none)).Message);
        string path = Path.Combine(Folder.Path, "a.checkpoint");
        trainer.Save(path);
        Assert.Equal([none, path], Directory.GetFiles(Folder.Path).OrderDescending());
        using (FileStream file = File.OpenWrite(path))
            file.SetLength(file.Length - 100);
        Assert.Contains("damaged", Assert.Throws<TrainingException>(() => trainer.Load(path)).Message);
        trainer.Save(path);
        using var other = new Trainer(Train, Options() with { Architecture = Architecture.Of("resnet20") });
        string said = Assert.Throws<TrainingException>(() => other.Load(path)).Message;
        Assert.Contains("is of convnet for 3 channels and 10 classes, F32, with averaged weights", said);
        Assert.Contains("is of resnet20", said);
    }

    [Fact]
    public void Cancellation_ends_the_epoch()
    {
        using var trainer = new Trainer(Train, Options());
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
        string path = Path.Combine(Folder.Path, "a.checkpoint");
        using var whole = new Trainer(Train, Options());
        EpochResult expected = whole.TrainEpoch(cancellation: Stop);
        using (var first = new Trainer(Train, Options()))
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
                    cancellation: stop.Token
                )
            );
            Assert.Equal(Enumerable.Range(0, stoppedAt + 1), told);
            Assert.Equal((0, stoppedAt + 1), (first.Epoch, first.Step));
            first.Save(path);
        }
        using var second = new Trainer(Train, Options());
        second.Load(path);
        Assert.Equal((0, stoppedAt + 1), (second.Epoch, second.Step));
        EpochResult went = second.TrainEpoch(cancellation: Stop);
        Assert.Equal((expected.Loss, expected.Accuracy, expected.Images), (went.Loss, went.Accuracy, went.Images));
        Assert.Equal((1, 0), (second.Epoch, second.Step));
        Assert.Equal(whole.Evaluate(Test, cancellation: Stop), second.Evaluate(Test, cancellation: Stop));
    }

    [Fact]
    public void Stopped_in_the_test_of_an_epoch_it_tests_again_and_the_epoch_has_the_same_numbers()
    {
        string path = Path.Combine(Folder.Path, "a.checkpoint");
        using var whole = new Trainer(Train, Options());
        Evaluation? expectedTest = null;
        EpochResult expected = whole.TrainEpoch(
            ended: _ => expectedTest = whole.Evaluate(Test, cancellation: Stop),
            cancellation: Stop
        );
        using (var first = new Trainer(Train, Options()))
        {
            Assert.ThrowsAny<OperationCanceledException>(() =>
                first.TrainEpoch(
                    ended: _ => first.Evaluate(Test, cancellation: new CancellationToken(true)),
                    cancellation: Stop
                )
            );
            Assert.Equal((0, first.Steps), (first.Epoch, first.Step));
            first.Save(path);
        }
        using var second = new Trainer(Train, Options());
        second.Load(path);
        Evaluation? tested = null;
        EpochResult went = second.TrainEpoch(
            step => Assert.Fail($"step {step.Step} was trained twice"),
            _ => tested = second.Evaluate(Test, cancellation: Stop),
            Stop
        );
        Assert.Equal((expected.Loss, expected.Accuracy, expected.Images), (went.Loss, went.Accuracy, went.Images));
        Assert.Equal(expectedTest, tested);
        Assert.Equal((1, 0), (second.Epoch, second.Step));
    }
}
