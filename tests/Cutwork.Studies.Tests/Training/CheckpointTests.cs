using Cutwork.Tests.Files;

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
    public void A_changed_byte_anywhere_is_refused_and_changes_nothing()
    {
        string path = Path.Combine(Folder.Path, "a.checkpoint");
        using var trainer = new Trainer(Train, Options());
        trainer.Save(path);
        byte[] whole = File.ReadAllBytes(path);
        Evaluation before = trainer.Evaluate(Test, cancellation: Stop);
        foreach (
            int at in (int[])[8, 9, 40, 100, 130, 200, 1000, whole.Length / 2, whole.Length - 33, whole.Length - 1]
        )
        {
            byte[] changed = [.. whole];
            changed[at] ^= 1;
            File.WriteAllBytes(path, changed);
            string said = Assert.Throws<TrainingException>(() => trainer.Load(path)).Message;
            Assert.Contains(path, said);
            Assert.Contains("damaged (its checksum is wrong)", said);
        }
        foreach (int length in (int[])[0, 7, 8, 30, 40, whole.Length - 1])
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Contains(path, Assert.Throws<TrainingException>(() => trainer.Load(path)).Message);
        }
        Assert.Equal(before, trainer.Evaluate(Test, cancellation: Stop));
        File.WriteAllBytes(path, whole);
        trainer.Load(path);
    }

    /// <summary>What somebody has written with a right checksum.</summary>
    [Theory]
    [InlineData("epoch", -1, "it stands in epoch -1")]
    [InlineData("epoch", int.MinValue, "it stands in epoch")]
    [InlineData("epoch", 4, "it stands in epoch 4 of 3")]
    [InlineData("step", -1, "it stands at step -1")]
    [InlineData("step", 1_000_000, "it stands at step 1000000 of 6")]
    [InlineData("images", -1, "one of its sums is -1")]
    [InlineData("loss", double.NaN, "one of its sums is NaN")]
    [InlineData("end", 4, "more numbers")]
    [InlineData("end", -4, "damaged")]
    public void What_cannot_be_is_refused(string what, double value, string said)
    {
        string path = Path.Combine(Folder.Path, "a.checkpoint");
        using var trainer = new Trainer(Train, Options());
        trainer.Save(path);
        byte[] bytes = File.ReadAllBytes(path)[..^32];
        int place = 9 + bytes[8]; // behind the identity, which is shorter than 128 bytes
        switch (what)
        {
            case "epoch":
                BitConverter.TryWriteBytes(bytes.AsSpan(place), (int)value);
                break;
            case "step":
                BitConverter.TryWriteBytes(bytes.AsSpan(place + 4), (int)value);
                break;
            case "loss":
                BitConverter.TryWriteBytes(bytes.AsSpan(place + 8), value);
                break;
            case "images":
                BitConverter.TryWriteBytes(bytes.AsSpan(place + 24), (long)value);
                break;
            case "end":
                Array.Resize(ref bytes, bytes.Length + (int)value);
                break;
        }
        Sign(path, bytes);
        string refused = Assert.Throws<TrainingException>(() => trainer.Load(path)).Message;
        Assert.Contains(path, refused);
        Assert.Contains(said, refused);
    }

    [Fact]
    public void An_identity_cannot_write_to_the_terminal_and_an_older_format_is_named()
    {
        string path = Path.Combine(Folder.Path, "a.checkpoint");
        using var trainer = new Trainer(Train, Options());
        trainer.Save(path);
        byte[] bytes = File.ReadAllBytes(path)[..^32];
        bytes[9] = 0x1B;
        Sign(path, bytes);
        string said = Assert.Throws<TrainingException>(() => trainer.Load(path)).Message;
        Assert.Contains("\\u001Bonvnet", said);
        Assert.DoesNotContain('\u001B', said);
        bytes[7] = (byte)'3';
        Sign(path, bytes);
        said = Assert.Throws<TrainingException>(() => trainer.Load(path)).Message;
        Assert.Contains("this version of cutwork, which reads format 4; its format is 3", said);
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_old_one_and_nothing_else()
    {
        string path = Path.Combine(Folder.Path, "weights.dat");
        using var trainer = new Trainer(Train, Options());
        trainer.SaveWeights(path);
        byte[] old = File.ReadAllBytes(path);
        foreach (
            Action<string> save in (Action<string>[])[place => trainer.SaveWeights(place), place => trainer.Save(place)]
        )
            for (int room = 0; room < 3; room++)
            {
                int left = room;
                using var watch = new StepWatch(
                    Folder.Path,
                    (step, _) =>
                    {
                        if (step is "create" or "flush" && left-- == 0)
                            throw new IOException("No space left on device");
                    }
                );
                Assert.Throws<IOException>(() => save(path));
                Assert.Equal([path], Directory.GetFileSystemEntries(Folder.Path));
                Assert.Equal(old, File.ReadAllBytes(path));
            }
    }

    private static void Sign(string path, byte[] bytes) =>
        File.WriteAllBytes(path, [.. bytes, .. System.Security.Cryptography.SHA256.HashData(bytes)]);

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
