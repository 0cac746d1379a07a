namespace Cutwork;

/// <summary>The images that share one draw: a sample, a pair, or the whole batch.</summary>
public readonly struct Unit
{
    private readonly Key key;

    internal Unit(Key key, Scope scope, int first)
    {
        this.key = key;
        Scope = scope;
        First = first;
    }

    internal Scope Scope { get; }

    /// <summary>The place in the batch of its first image.</summary>
    internal int First { get; }

    /// <summary>Opens the unit's random stream.</summary>
    public Rng Open() => key.Open();
}
