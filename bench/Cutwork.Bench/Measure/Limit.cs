namespace Cutwork.Bench;

/// <summary>One row of what the machine can do: a loop over memory in several ways, of which the fastest counts.</summary>
internal sealed unsafe class Limit
{
    private const int Trials = 5;
    private const int Grain = 256;

    private readonly delegate* <byte*, byte*, nint, void>[] ways;
    private readonly byte* source;
    private readonly byte* destination;
    private readonly long written;
    private readonly int sourceShare;
    private readonly Dictionary<int, int> best = [];

    /// <param name="name">Its name, without "limit:".</param>
    /// <param name="source">What is read.</param>
    /// <param name="destination">What is written; the length of the loop.</param>
    /// <param name="sourceShare">Bytes written for each byte read; 0 where the loop reads what it writes, −1 where it reads nothing.</param>
    /// <param name="ways">The loops.</param>
    public Limit(
        string name,
        NativeBuffer source,
        NativeBuffer destination,
        int sourceShare,
        delegate* <byte*, byte*, nint, void>[] ways
    )
    {
        Name = name;
        this.ways = ways;
        this.source = source.Pointer;
        this.destination = destination.Pointer;
        this.sourceShare = sourceShare;
        written = destination.Bytes / Grain * Grain;
        long read = sourceShare switch
        {
            0 => written,
            -1 => 0,
            _ => written / sourceShare,
        };
        Bytes = written + read;
    }

    public string Name { get; }

    public int Ways => ways.Length;

    /// <summary>Bytes read and bytes written, each once.</summary>
    public long Bytes { get; }

    /// <summary>Milliseconds of the fastest way on this many threads; the first call finds out which it is.</summary>
    public double Time(Gang gang)
    {
        if (!best.TryGetValue(gang.Threads, out int way))
            best[gang.Threads] = way = FindBest(gang);
        return Time(gang, way);
    }

    public double GigabytesPerSecond(double milliseconds) => Bytes / milliseconds / 1e6;

    private int FindBest(Gang gang)
    {
        double[] fastest = new double[ways.Length];
        Array.Fill(fastest, double.MaxValue);
        for (int trial = 0; trial < Trials; trial++)
        for (int way = 0; way < ways.Length; way++)
            fastest[way] = Math.Min(fastest[way], Time(gang, way));
        return Array.IndexOf(fastest, fastest.Min());
    }

    public double Time(Gang gang, int way) =>
        gang.Time(
            (part, parts) =>
            {
                long blocks = written / Grain;
                long first = blocks * part / parts * Grain;
                long last = blocks * (part + 1) / parts * Grain;
                byte* from = sourceShare > 0 ? source + first / sourceShare : source;
                ways[way](from, destination + first, (nint)(last - first));
            }
        );
}
