namespace Cutwork.Loading;

/// <summary>Where batches lie: images in one pool, so that it counts batches, their masks and soft labels in another.</summary>
internal sealed class LoaderMemory : IDisposable
{
    public BatchPool Images { get; } = new();

    public BatchPool Targets { get; } = new();

    /// <summary>What images are framed in.</summary>
    public FramingMemory Framing { get; } = new();

    /// <summary>Who is told of batches and enumerators that nobody disposed.</summary>
    public ForgottenNotice Forgotten { get; } = new();

    public void Dispose()
    {
        Images.Dispose();
        Targets.Dispose();
    }
}
