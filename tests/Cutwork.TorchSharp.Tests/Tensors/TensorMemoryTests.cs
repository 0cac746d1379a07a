using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Tensors;

/// <summary>A tensor over a batch holds its memory for as long as anything can read it, and no longer.</summary>
[Collection(nameof(Counted))]
public class TensorMemoryTests
{
    private static PooledBatch<float> Numbered(BatchPool pool, Layout layout, int count)
    {
        PooledBatch<float> batch = pool.Rent<float>(layout, count);
        Span<float> elements = batch.Open().Data;
        for (int i = 0; i < elements.Length; i++)
            elements[i] = i;
        return batch;
    }

    private static float At(Tensor tensor, params long[] indexes)
    {
        using Tensor element = tensor[indexes.Select(index => TensorIndex.Single(index)).ToArray()];
        return element.item<float>();
    }

    [Fact]
    public void It_lies_in_the_batch_s_memory_planar_or_channels_last()
    {
        using var pool = new BatchPool();
        var size = new Size(3, 4);
        Assert.True(TensorMemory.IsShared);
        using (Tensor planar = Numbered(pool, Layout.Planar(size, 2), 5).ToTensor())
        {
            Assert.Equal([5, 2, 3, 4], planar.shape);
            Assert.True(planar.is_contiguous());
            Assert.Equal(Enumerable.Range(0, 120).Select(i => (float)i), planar.data<float>().ToArray());
            planar.add_(1).Dispose();
        }
        using (Tensor last = Numbered(pool, Layout.Interleaved(size, 2), 5).ToTensor())
        {
            Assert.Equal([5, 2, 3, 4], last.shape);
            Assert.Equal([24, 1, 8, 2], last.stride());
            Assert.Equal(3 * 24 + 1 * 8 + 2 * 2 + 1, At(last, 3, 1, 1, 2));
        }
        using (Tensor rows = Numbered(pool, Layout.Planar(new Size(1, 7), 1), 4).ToTensor(4, 7))
            Assert.Equal([4, 7], rows.shape);
        Assert.Equal((0, 0), (pool.Rented, TensorMemory.BatchesHeld));
    }

    [Fact]
    public void The_memory_goes_back_when_the_last_tensor_over_it_is_gone()
    {
        using var pool = new BatchPool();
        Tensor whole = Numbered(pool, Layout.Planar(new Size(2, 2), 1), 3).ToTensor();
        Tensor part = whole[1];
        Tensor alias = part.view(4);
        whole.Dispose();
        part.Dispose();
        Assert.Equal(1, pool.Rented);
        Assert.Equal(4, At(alias, 0));
        alias.Dispose();
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void A_backward_pass_keeps_what_it_needs()
    {
        using var pool = new BatchPool();
        using Tensor weight = ones(1, 4, requires_grad: true);
        Tensor images = Numbered(pool, Layout.Planar(new Size(1, 4), 1), 2).ToTensor(2, 4);
        Tensor loss = images.mm(weight.t()).sum();
        images.Dispose();
        Assert.Equal(1, pool.Rented); // the product's gradient is made of the images
        using (PooledBatch<float> other = Numbered(pool, Layout.Planar(new Size(1, 4), 1), 2))
            Assert.Equal(2, pool.Rented);
        loss.backward();
        loss.Dispose();
        Assert.Equal([4, 6, 8, 10], weight.grad!.data<float>().ToArray());
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public async Task Scopes_threads_and_awaits_change_nothing()
    {
        using var pool = new BatchPool();
        var layout = Layout.Planar(new Size(4, 4), 3);
        using (NewDisposeScope())
        {
            _ = Numbered(pool, layout, 2).ToTensor();
            Assert.Equal(1, pool.Rented);
        }
        Assert.Equal(0, pool.Rented);

        Tensor made = Numbered(pool, layout, 2).ToTensor();
        await Task.Run(
            () =>
            {
                using (made)
                    Assert.Equal(95, At(made, 1, 2, 3, 3));
            },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0, pool.Rented);

        await Parallel.ForAsync(
            0,
            200,
            TestContext.Current.CancellationToken,
            (i, _) =>
            {
                using Tensor tensor = Numbered(pool, layout, 1 + i % 5).ToTensor();
                Assert.Equal(47, At(tensor, 0, 2, 3, 3));
                return ValueTask.CompletedTask;
            }
        );
        Assert.Equal((0, 0), (pool.Rented, TensorMemory.BatchesHeld));
    }

    [Fact]
    public void A_forgotten_tensor_gives_it_back_when_it_is_collected()
    {
        using var pool = new BatchPool();
        Forget(pool);
        for (int tries = 0; tries < 20 && pool.Rented > 0; tries++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.Equal(0, pool.Rented);
    }

    private static void Forget(BatchPool pool) => _ = Numbered(pool, Layout.Planar(new Size(2, 2), 1), 3).ToTensor();

    [Fact]
    public void Bytes_and_bfloat16_are_tensors_of_their_type()
    {
        using DisposeScope scope = NewDisposeScope();
        using var pool = new BatchPool();
        PooledBatch<byte> bytes = pool.Rent<byte>(Layout.Planar(new Size(1, 2), 1), 1);
        bytes.Open().Data[1] = 200;
        Tensor ofBytes = bytes.ToTensor();
        Assert.Equal((ScalarType.Byte, (byte)200), (ofBytes.dtype, ofBytes[0, 0, 0, 1].item<byte>()));
        PooledBatch<BFloat16> halves = pool.Rent<BFloat16>(Layout.Planar(new Size(1, 2), 1), 1);
        halves.Open().Data[1] = (BFloat16)1.5f;
        Tensor ofHalves = halves.ToTensor();
        Assert.Equal(ScalarType.BFloat16, ofHalves.dtype);
        Tensor wide = ofHalves.to(ScalarType.Float32);
        Assert.Equal(1.5f, wide[0, 0, 0, 1].item<float>());
    }

    [Fact]
    public void What_cannot_be_is_said()
    {
        using var pool = new BatchPool();
        PooledBatch<float> batch = Numbered(pool, Layout.Planar(new Size(2, 2), 1), 3);
        Assert.Contains("12", Assert.Throws<ArgumentException>(() => batch.ToTensor(3, 5)).Message);
        PooledBatch<float> gaps = Numbered(pool, Layout.Planar(new Size(2, 2), 1, rowStride: 4), 3);
        Assert.Contains("gaps", Assert.Throws<ArgumentException>(() => gaps.ToTensor()).Message);
        using (batch.ToTensor())
            Assert.Contains(
                "lent to a tensor",
                Assert.Throws<InvalidOperationException>(() => batch.ToTensor()).Message
            );
        Assert.Throws<ObjectDisposedException>(() => batch.ToTensor());
        gaps.Dispose();
        Assert.Equal(0, pool.Rented);
    }
}
