using Cutwork.Imaging;
using Cutwork.Loading;
using Cutwork.TorchSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.Studies.Tests.Training;

[Collection(nameof(Alone))]
public sealed class TrainerTests : SmallTraining
{
    [Theory]
    [InlineData(Precision.F32)]
    [InlineData(Precision.BF16)]
    public void It_learns(Precision precision)
    {
        if (precision == Precision.BF16 && ProcessorPrecision.Fastest != Precision.BF16)
            Assert.Skip("This processor computes bf16 in software, which takes minutes.");
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
        Evaluation before = trainer.Evaluate(Test, cancellation: Stop);
        var losses = new List<double>();
        for (int epoch = 0; epoch < 6; epoch++)
            losses.Add(trainer.TrainEpoch(cancellation: Stop).Loss);
        Evaluation after = trainer.Evaluate(Test, cancellation: Stop);
        Assert.True(losses[^1] < 0.75 * losses[0], string.Join(", ", losses));
        Assert.True(after.Accuracy > before.Accuracy + 0.15, $"{before} → {after}");
        Assert.Equal(96, after.Images);
    }

    [Fact]
    public void An_epoch_leaves_no_tensor_behind()
    {
        using var trainer = new Trainer(Train, Options(Precision.BF16));
        trainer.TrainEpoch(cancellation: Stop); // momenta are made
        trainer.Evaluate(Test, cancellation: Stop);
        long before = Settled.Tensors();
        trainer.TrainEpoch(cancellation: Stop);
        trainer.Evaluate(Test, cancellation: Stop);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Numbers_that_run_away_are_said()
    {
        using var trainer = new Trainer(
            Train,
            Options() with
            {
                PeakLearningRate = 1e30,
                LearningRate = LearningRate.Constant,
            }
        );
        string said = Assert
            .Throws<TrainingException>(() =>
            {
                trainer.TrainEpoch(cancellation: Stop);
                trainer.TrainEpoch(cancellation: Stop);
            })
            .Message;
        Assert.Contains("learning rate is too high", said);
    }

    [Fact]
    public void Numbers_that_ran_away_with_the_last_step_are_said()
    {
        using var trainer = new Trainer(
            Train,
            Options() with
            {
                PeakLearningRate = 1e30,
                LearningRate = LearningRate.Constant,
                BatchSize = 192,
                Averaging = null,
                Epochs = 1,
            }
        );
        Assert.True(double.IsFinite(trainer.TrainEpoch(cancellation: Stop).Loss)); // its one step begins with good weights
        Assert.Contains(
            "learning rate is too high",
            Assert.Throws<TrainingException>(() => trainer.Evaluate(Test, cancellation: Stop)).Message
        );
    }

    [Fact]
    public void What_is_confused_with_what_sums_to_what_was_tested()
    {
        using var trainer = new Trainer(Train, Options());
        trainer.TrainEpoch(cancellation: Stop);
        var confusion = new ConfusionMatrix(10);
        Evaluation tested = trainer.Evaluate(Test, confusion: confusion, cancellation: Stop);
        int right = Enumerable.Range(0, 10).Sum(label => confusion[label, label]);
        Assert.Equal(tested.Accuracy, (double)right / 96);
        for (int label = 0; label < 10; label++)
            Assert.Equal(
                Enumerable.Range(0, 96).Count(index => Test.Read(index).Label == label),
                Enumerable.Range(0, 10).Sum(predicted => confusion[label, predicted])
            );
        Assert.Throws<ArgumentOutOfRangeException>(() => confusion[10, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => confusion.Add(0, -1));
    }

    [Fact]
    public void Written_weights_are_those_of_a_network_of_torchsharp()
    {
        string path = Path.Combine(Folder.Path, "weights.dat");
        using var trainer = new Trainer(Train, Options() with { Averaging = null });
        trainer.TrainEpoch(cancellation: Stop);
        trainer.SaveWeights(path);
        using nn.Module<Tensor, Tensor> network = Architecture.Of("convnet").Make(3, 10, seed: 9);
        network.load(path);
        network.eval();
        using IDisposable guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        var evaluated = trainer.Evaluate(Test, cancellation: Stop);
        using var loader = new Loader<float>(
            Test,
            new LoaderOptions
            {
                Size = Size,
                BatchSize = 96,
                Order = SampleOrder.Sequential(96),
                // As the trainer has them: of images channel by channel, libtorch 2.10 has a convolution of 72 channels on
                // 4×4 that gives NaN or garbage on some processors (seen on an AMD EPYC with avx512_bf16).
                ChannelsLast = true,
            }
        );
        foreach (LoadedBatch<float> batch in loader.Read(0, 0, Stop))
        {
            Tensor logits = network.call(batch.TakeImages().ToTensor());
            Tensor labels = tensor(batch.Labels.Select(label => (long)label).ToArray());
            float loss = nn.functional.cross_entropy(logits, labels).item<float>();
            Assert.Equal(evaluated.Loss, loss, 1e-4 * Math.Max(1, loss));
            // Where a batch is larger, sums have another order: which of two logits that are equal to rounding is the best is chance.
            (Tensor best, Tensor classes) = logits.topk(2, 1);
            float[] values = best.data<float>().ToArray();
            long[] classOf = classes.data<long>().ToArray();
            bool IsSure(int place) => values[2 * place] - values[2 * place + 1] > 1e-4 * Math.Abs(values[2 * place]);
            int[] unsure = [.. Enumerable.Range(0, 96).Where(place => !IsSure(place))];
            int right = Enumerable
                .Range(0, 96)
                .Except(unsure)
                .Count(place => classOf[2 * place] == batch.Labels[place]);
            Assert.InRange(evaluated.Accuracy * 96, right - 1e-9, right + unsure.Length + 1e-9);
            Assert.InRange(unsure.Length, 0, 9);
            batch.Dispose();
        }
    }

    [Fact]
    public void Too_few_images_and_other_classes_are_said()
    {
        Assert.Contains(
            "A batch of 400 needs as many images, but there are 192",
            Assert.Throws<TrainingException>(() => new Trainer(Train, Options() with { BatchSize = 400 })).Message
        );
        using var trainer = new Trainer(Train, Options());
        using var other = new Fewer(Test);
        Assert.Contains(
            "it has 3 classes, but the network was trained on 10",
            Assert.Throws<TrainingException>(() => trainer.Evaluate(other, cancellation: Stop)).Message
        );
    }

    // TorchSharp counts each parameter that is made once more than it is freed, whoever makes it.
    private static long Left(Action action)
    {
        long before = Settled.Tensors();
        action();
        return Settled.Tensors() - before;
    }

    [Fact]
    public void A_training_that_is_over_leaves_no_more_than_its_network()
    {
        long network = Left(() => Architecture.Of("convnet").Make(3, 10, 0).Dispose());
        Assert.Equal(
            network,
            Left(() =>
            {
                using var trainer = new Trainer(Train, Options());
                trainer.TrainEpoch(cancellation: Stop);
            })
        );
        Assert.Equal(network, Left(() => PlainTraining.ImagesPerSecond(Options(), 10, TimeSpan.Zero, Stop)));
    }

    [Fact]
    public void A_plain_loop_can_be_timed_and_stopped()
    {
        Assert.True(PlainTraining.ImagesPerSecond(Options(), 10, TimeSpan.Zero, Stop) > 0);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            PlainTraining.ImagesPerSecond(Options(), 10, TimeSpan.Zero, new CancellationToken(true))
        );
    }

    private sealed class Fewer(IDataSet set) : IDataSet
    {
        public string Name => "fewer";

        public IReadOnlyList<string> Classes => ["a", "b", "c"];

        public int Count => set.Count;

        public string NameOf(int index) => set.NameOf(index);

        public DataSample Read(int index) => set.Read(index);

        public void Dispose() { }
    }
}
