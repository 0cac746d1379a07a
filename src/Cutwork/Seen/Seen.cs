namespace Cutwork;

/// <summary>
/// Of one image of a plan, which pixels come from which place, at which weight: bands of rows, in each of which every row has the same runs of
/// columns.
/// </summary>
/// <remarks>
/// <code>
/// using Seen seen = plan.See(place);
/// while (seen.Next())                                   // rows Top … Bottom − 1
///     foreach (SeenRun run in seen.Runs)                // columns Left … Right − 1, without a gap
///         foreach (SeenPart part in seen.PartsOf(run))  // from which place, at which weight
///             …
/// </code>
/// It lies in memory of the calling thread that is used again: nothing is allocated once a thread has seen a plan of that size. Spans are valid until
/// the next band. Dispose it on the thread that made it.
/// </remarks>
public readonly ref struct Seen : IDisposable
{
    private readonly SeenDesk desk;

    internal Seen(SeenDesk desk) => this.desk = desk;

    /// <summary>The first row of the band.</summary>
    public int Top => desk.Top;

    /// <summary>The row after the band's last.</summary>
    public int Bottom => desk.Bottom;

    /// <summary>The band's runs, from the first column to the last, without a gap.</summary>
    public ReadOnlySpan<SeenRun> Runs => desk.Runs;

    /// <summary>What a run's pixels are made of: each place once, at least one.</summary>
    public ReadOnlySpan<SeenPart> PartsOf(in SeenRun run) => desk.PartsOf(run);

    /// <summary>Goes on to the next band, the first at first; false after the last.</summary>
    public bool Next() => desk.Next();

    /// <summary>Gives the thread its memory back.</summary>
    public void Dispose() => desk.Return();

    /// <summary>Height and width of the image.</summary>
    internal Size Size => desk.Size;

    /// <summary>The places that may be part of the image, itself first.</summary>
    internal ReadOnlySpan<int> Places => desk.Places;

    /// <summary>The pixels of one of <see cref="Places"/>, by its number, that may be part of the image.</summary>
    internal Region ReadOf(int slot) => desk.ReadOf(slot);

    /// <summary>The number among <see cref="Places"/> of one of them.</summary>
    internal int SlotOf(int place) => desk.SlotOf(place);

    /// <summary>Goes through all bands: the share of the pixels of each of <see cref="Places"/>, as if nothing were erased; they sum to 1.</summary>
    internal ReadOnlySpan<double> CountWeights() => desk.CountWeights();
}
