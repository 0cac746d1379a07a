namespace Cutwork;

/// <summary>
/// The address of a random stream: seed, epoch, the sample's index in its data set, the how-manieth time it comes in the epoch, and
/// the operation that draws. The same address gives the same numbers, in any order, on any thread, in any batch, on any machine.
/// </summary>
public readonly record struct Key
{
    /// <summary>An address; a recipe fills in sample and operation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Epoch, sample or occurrence is negative.</exception>
    public Key(ulong seed, int epoch = 0, int sample = 0, uint operation = 0, int occurrence = 0)
    {
        Seed = seed;
        Epoch = Guard.AtLeast(epoch, 0, nameof(epoch), "(the first epoch)");
        Sample = Guard.AtLeast(sample, 0, nameof(sample), "(the first sample)");
        Operation = operation;
        Occurrence = Guard.AtLeast(occurrence, 0, nameof(occurrence), "(the first time)");
    }

    private Key(int sample, int occurrence, ulong seed, int epoch, uint operation)
    {
        Seed = seed;
        Epoch = epoch;
        Sample = sample;
        Operation = operation;
        Occurrence = occurrence;
    }

    /// <summary>The experiment's seed.</summary>
    public ulong Seed { get; }

    /// <summary>The epoch, from 0: another epoch, other draws.</summary>
    public int Epoch { get; }

    /// <summary>The sample's index in its data set, not its place in a batch.</summary>
    public int Sample { get; }

    /// <summary>Which operation draws.</summary>
    public uint Operation { get; }

    /// <summary>
    /// How often the sample came before in the epoch, 0 for its first time: where an order repeats samples, each time draws anew.
    /// </summary>
    public int Occurrence { get; }

    /// <summary>The address of the same draw for another sample, at its first time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public Key For(int sample) => new(Seed, Epoch, sample, Operation);

    /// <summary>The address of another operation's draw for a sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Sample or occurrence is negative.</exception>
    public Key For(int sample, uint operation, int occurrence = 0) => new(Seed, Epoch, sample, operation, occurrence);

    /// <summary>The same for a sample's index and occurrence that a scene has already checked.</summary>
    internal Key ForChecked(int sample, uint operation, int occurrence) =>
        new(sample, occurrence, Seed, Epoch, operation);

    /// <summary>What keys the generator: the seed, and where a sample comes again, 64 random bits for that time.</summary>
    /// <remarks>
    /// The counter's four words are full (block, operation, sample, epoch), so a later time has a key of its own: the first words of the block
    /// at (0, 2³² − 1, occurrence, 2³² − 1), which no stream reads, since epochs end at 2³¹ − 1.
    /// </remarks>
    internal ulong StreamKey => Occurrence == 0 ? Seed : Philox.Derived(Seed, (uint)Occurrence);

    /// <summary>Opens the stream at its beginning.</summary>
    public Rng Open() => new(this);
}
