namespace Cutwork;

/// <summary>How a plan is painted. None of it changes what is painted, <see cref="Padding"/> aside.</summary>
public sealed record ApplyOptions
{
    /// <summary>As many threads as there are processors, for batches large enough to gain from them.</summary>
    public static ApplyOptions Default { get; } = new();

    /// <summary>The most threads that paint, the caller's own included; −1 means one per processor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">0, or below −1.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        init =>
            field = value is -1 or >= 1
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(MaxDegreeOfParallelism),
                    value,
                    "MaxDegreeOfParallelism is a number of threads of at least 1, or −1 for one per processor."
                );
    } = -1;

    /// <summary>Stops the painting between two images; the destination is then partly painted.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>
    /// The color around source images that a window reaches out of: <see cref="Paint.Mean"/> or a constant, rounded to bytes and
    /// then treated as the image's own pixels are. Black unless set.
    /// </summary>
    /// <exception cref="ArgumentException">A random paint.</exception>
    public Paint Padding
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Padding));
            field =
                value.Source == Source.Fill
                    ? value
                    : throw new ArgumentException(
                        $"Padding is one color, Paint.Mean or Paint.Constant(…); given \"{value}\".",
                        nameof(Padding)
                    );
        }
    } = Paint.Constant(0);

    /// <summary>Bytes of a destination from which it is written past the caches.</summary>
    internal long StreamsFrom { get; init; } = Stream.LeastBytes;

    /// <summary>Bytes of a destination from which a second thread brings more than it costs: 0.2 ms of work.</summary>
    internal long ThreadsFrom { get; init; } = 4 << 20;

    /// <summary>Bytes of an image up to which it is put together as a whole before it is converted; the desk's room bounds it too.</summary>
    internal int TogetherTo { get; init; } = int.MaxValue;

    /// <summary>Threads that may paint.</summary>
    internal int Threads => MaxDegreeOfParallelism == -1 ? Environment.ProcessorCount : MaxDegreeOfParallelism;
}
