namespace Cutwork.Loading;

/// <summary>What a batch's images were before they were painted, as long as the batch is held.</summary>
internal sealed class KeptSources(SourceImage[] images, byte[]?[] memory, Action<byte[]> giveBack) : IDisposable
{
    private int isDisposed;

    /// <summary>By place, partners that were read beside the batch after its own.</summary>
    public SourceImage At(int place)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref isDisposed) != 0, this);
        return (uint)place < (uint)images.Length
            ? images[place]
            : throw new ArgumentOutOfRangeException(
                nameof(place),
                place,
                $"The batch was made of {images.Length} images: places are 0 to {images.Length - 1}."
            );
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) != 0)
            return;
        foreach (byte[]? lent in memory)
            if (lent is not null)
                giveBack(lent);
    }
}
