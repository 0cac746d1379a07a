using Cutwork.Imaging;
using Cutwork.Loading;
using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Training;

/// <summary>A loader's batches as tensors: its own memory, for as long as a training step needs it.</summary>
[Collection(nameof(Counted))]
public class LoaderTensorTests
{
    private static readonly Size Size = new(8, 6);

    private static Loader<float> LoaderOf(IDataSet set) =>
        new(
            set,
            new LoaderOptions
            {
                Size = Size,
                BatchSize = 4,
                ChannelsLast = true,
                Classes = set.Classes.Count,
                Recipe = new Recipe(new RandomErasing(), new CutMix(1)),
            }
        );

    [Fact]
    public async Task A_training_loop_leaves_no_batch_behind_and_sees_every_byte()
    {
        using var set = new ShapesDataSet(Size, 30);
        using Loader<float> loader = LoaderOf(set);
        int steps = 0;
        await foreach (LoadedBatch<float> batch in loader.ReadAsync(0, 0, TestContext.Current.CancellationToken))
            using (batch)
            using (DisposeScope scope = NewDisposeScope())
            {
                float[] pixels = batch.Images.Data.ToArray();
                float[] soft = batch.SoftTargets.ToArray();
                Tensor images = batch.TakeImages().ToTensor();
                Tensor labels = batch.TakeSoftTargets().ToTensor(batch.Count, set.Classes.Count);
                Assert.Equal([batch.Count, 3, 8, 6], images.shape);
                Assert.Equal(1, images.stride(1));
                Assert.Equal(pixels, images.permute(0, 2, 3, 1).data<float>().ToArray());
                Assert.Equal(soft, labels.data<float>().ToArray());
                Assert.True(labels.sum(1).allclose(ones(batch.Count)));
                steps++;
            }
        Assert.Equal(loader.Steps, steps);
        Assert.Equal((0, 0), (loader.BatchesInUse, TensorMemory.BatchesHeld));
    }

    /// <summary>The gradient of a weight is made of the images, long after the loop has gone on.</summary>
    [Fact]
    public void A_late_backward_pass_finds_its_batch_as_it_was()
    {
        using var set = new ShapesDataSet(Size, 40);
        using Loader<float> loader = LoaderOf(set);
        using nn.Module<Tensor, Tensor> layer = nn.Conv2d(3, 2, 3);
        using DisposeScope scope = NewDisposeScope();
        var losses = new List<Tensor>();
        var copies = new List<Tensor>();
        foreach (LoadedBatch<float> batch in loader.Read(0, 0, TestContext.Current.CancellationToken))
            using (batch)
            {
                using Tensor images = batch.TakeImages().ToTensor();
                copies.Add(images.clone());
                losses.Add(layer.call(images).pow(2).sum());
            }
        Assert.Equal(loader.Steps, TensorMemory.BatchesHeld);
        Tensor weight = layer.parameters().First();
        for (int step = 0; step < losses.Count; step++)
        {
            layer.zero_grad();
            losses[step].backward();
            Tensor late = weight.grad!.clone();
            layer.zero_grad();
            layer.call(copies[step]).pow(2).sum().backward();
            Assert.True(weight.grad!.allclose(late, 1e-4, 1e-4));
        }
        losses.ForEach(loss => loss.Dispose());
        Assert.Equal((0, 0), (loader.BatchesInUse, TensorMemory.BatchesHeld));
    }

    [Fact]
    public void Stopping_within_an_epoch_gives_everything_back()
    {
        using var set = new ShapesDataSet(Size, 40);
        using Loader<float> loader = LoaderOf(set);
        Tensor? kept = null;
        foreach (LoadedBatch<float> batch in loader.Read(0, 0, TestContext.Current.CancellationToken))
            using (batch)
            {
                kept = batch.TakeImages().ToTensor();
                break;
            }
        Assert.Equal((1, 1), (loader.BatchesInUse, TensorMemory.BatchesHeld));
        loader.Dispose(); // the tensor outlives it
        using (Tensor sum = kept!.sum())
            Assert.True(float.IsFinite(sum.item<float>()));
        kept.Dispose();
        Assert.Equal(0, TensorMemory.BatchesHeld);
    }
}
