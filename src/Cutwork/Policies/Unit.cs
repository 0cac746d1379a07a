namespace Cutwork;

/// <summary>The images that share one draw: a sample, a pair, or the whole batch.</summary>
public readonly struct Unit
{
    private readonly Key key;

    internal Unit(Key key, int first, int step, int images)
    {
        this.key = key;
        First = first;
        Step = step;
        Images = images;
    }

    /// <summary>The place in the batch of its first image.</summary>
    internal int First { get; }

    /// <summary>From the place of one of its images to the next one's.</summary>
    internal int Step { get; }

    /// <summary>How many images it has.</summary>
    internal int Images { get; }

    /// <summary>The epoch that is drawn.</summary>
    internal int Epoch => key.Epoch;

    /// <summary>Opens the stream that the unit has in another epoch.</summary>
    internal Rng OpenAt(int epoch) => new Key(key.Seed, epoch, key.Sample, key.Operation, key.Occurrence).Open();

    /// <summary>Opens the unit's random stream.</summary>
    public Rng Open() => key.Open();
}
