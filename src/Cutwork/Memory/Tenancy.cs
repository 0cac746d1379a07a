using System.Diagnostics.CodeAnalysis;

namespace Cutwork;

/// <summary>Which rent may use a piece of memory, and whether it was opened: numbers that never come again.</summary>
/// <remarks>
/// One word, changed by compare-and-exchange: of many threads that open or end one rent, one gets through, and a handle of an earlier rent
/// never does.
/// </remarks>
internal struct Tenancy
{
    // The two low bits; the rent's number is above them.
    private const long Over = 0;
    private const long Lent = 1;
    private const long Opened = 2;

    private long state;

    /// <summary>Begins the next rent, of memory that is in nobody's hands but the caller's, and gives its number.</summary>
    public long Begin()
    {
        long rent = (state >> 2) + 1;
        Volatile.Write(ref state, rent << 2 | Lent);
        return rent;
    }

    /// <summary>Throws when the rent is over.</summary>
    /// <exception cref="ObjectDisposedException">It is.</exception>
    public readonly void Check(long rent)
    {
        long now = Volatile.Read(in state);
        if (now >> 2 != rent || (now & 3) == Over)
            ThrowOver();
    }

    /// <summary>Marks the rent as opened; only one caller gets through.</summary>
    /// <exception cref="InvalidOperationException">It was opened before.</exception>
    /// <exception cref="ObjectDisposedException">It is over.</exception>
    public void Open(long rent)
    {
        long before = Interlocked.CompareExchange(ref state, rent << 2 | Opened, rent << 2 | Lent);
        if (before == (rent << 2 | Opened))
            throw new InvalidOperationException(
                "This batch was opened before, and a buffer holds one batch: return it and rent another."
            );
        if (before != (rent << 2 | Lent))
            ThrowOver();
    }

    /// <summary>Ends the rent; false where it was over. Only one caller gets true.</summary>
    public bool End(long rent) =>
        // What is not lent is opened or over, and neither turns back into lent.
        Change(rent, Lent) || Change(rent, Opened);

    private bool Change(long rent, long from) =>
        Interlocked.CompareExchange(ref state, rent << 2 | Over, rent << 2 | from) == (rent << 2 | from);

    [DoesNotReturn]
    private static void ThrowOver() =>
        throw new ObjectDisposedException(
            "PooledBatch",
            "This batch was returned to its pool, and its memory may be another batch's by now: rent one again."
        );
}
