namespace Cutwork;

/// <summary>
/// The address of a random stream: seed, epoch, the sample's index in its data set, and the operation that draws. The same
/// address gives the same numbers, in any order, on any thread, in any batch, on any machine.
/// </summary>
public readonly record struct Key
{
    /// <summary>An address; a recipe fills in sample and operation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Epoch or sample is negative.</exception>
    public Key(ulong seed, int epoch = 0, int sample = 0, uint operation = 0)
    {
        Seed = seed;
        Epoch = Guard.AtLeast(epoch, 0, nameof(epoch), "(the first epoch)");
        Sample = Guard.AtLeast(sample, 0, nameof(sample), "(the first sample)");
        Operation = operation;
    }

    private Key(int sample, ulong seed, int epoch, uint operation)
    {
        Seed = seed;
        Epoch = epoch;
        Sample = sample;
        Operation = operation;
    }

    /// <summary>The experiment's seed.</summary>
    public ulong Seed { get; }

    /// <summary>The epoch, from 0: another epoch, other draws.</summary>
    public int Epoch { get; }

    /// <summary>The sample's index in its data set, not its place in a batch.</summary>
    public int Sample { get; }

    /// <summary>Which operation draws.</summary>
    public uint Operation { get; }

    /// <summary>The address of the same draw for another sample.</summary>
    public Key For(int sample) => new(Seed, Epoch, sample, Operation);

    /// <summary>The address of another operation's draw for a sample.</summary>
    public Key For(int sample, uint operation) => new(Seed, Epoch, sample, operation);

    /// <summary>The same for a sample's index that a scene has already checked.</summary>
    internal Key ForChecked(int sample, uint operation) => new(sample, Seed, Epoch, operation);

    /// <summary>Opens the stream at its beginning.</summary>
    public Rng Open() => new(this);
}
