namespace Cutwork.Bench;

/// <summary>The memory that is measured on, and the limit rows on it: one batch of bytes, and batches of floats.</summary>
internal sealed unsafe class Workbench : IDisposable
{
    public const int Channels = 3;

    private readonly List<NativeBuffer> buffers = [];

    public Workbench(Size size, int count)
    {
        Size = size;
        Count = count;
        Scene = Scene.Range(size, first: 0, count);
        long elements = size.Area * Channels * count;
        Bytes = Add(elements);
        Floats = Add(elements * sizeof(float));
        Images = Add(elements * sizeof(float));
        Floats.FillWithNormalized();
        Images.FillWithNormalized();

        Widening = new(
            "u8 to f32 stream",
            Bytes,
            Floats,
            sizeof(float),
            [
                &WideningKernels.Ordinary,
                &WideningKernels.OrdinaryUnrolled,
                &WideningKernels.PastCaches,
                &WideningKernels.PastCachesUnrolled,
            ]
        );
        Scaling = new(
            "in-place stream",
            Images,
            Images,
            0,
            [&CopyKernels.ScaleInPlace, &CopyKernels.ScaleInPlaceStepwise]
        );
        Copying = new(
            "copy",
            Images,
            Floats,
            1,
            [&CopyKernels.CopyByRuntime, &CopyKernels.CopyByVectors, &CopyKernels.CopyPastCaches]
        );
        Filling = new("fill", Images, Floats, -1, [&CopyKernels.FillByRuntime, &CopyKernels.FillPastCaches]);
    }

    public Size Size { get; }

    public int Count { get; }

    public Scene Scene { get; }

    /// <summary>Bytes to read, NHWC.</summary>
    public NativeBuffer Bytes { get; }

    /// <summary>Floats to write; erased in too, because the limit rows write them anew and so no zeros pile up.</summary>
    public NativeBuffer Floats { get; }

    /// <summary>Floats to mix where they are; nothing writes zeros here, which some processors move faster.</summary>
    public NativeBuffer Images { get; }

    public Limit Widening { get; }

    public Limit Scaling { get; }

    public Limit Copying { get; }

    public Limit Filling { get; }

    public IReadOnlyList<Limit> Limits => [Copying, Filling, Widening, Scaling];

    /// <summary>The bytes as a batch.</summary>
    public ReadOnlyImageBatch<byte> Sources => new(Bytes.GetSpan(), Layout.Interleaved(Size, Channels), Count);

    /// <summary>Memory of the bench's own, freed with it.</summary>
    public NativeBuffer Add(long bytes)
    {
        var buffer = new NativeBuffer(bytes, seed: buffers.Count);
        buffers.Add(buffer);
        return buffer;
    }

    public void Dispose()
    {
        foreach (NativeBuffer buffer in buffers)
            ((IDisposable)buffer).Dispose();
    }
}
