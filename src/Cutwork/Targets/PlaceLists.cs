namespace Cutwork;

/// <summary>A list for each place of a plan: all items in one span, and where each place's begin.</summary>
/// <typeparam name="T">Boxes, points or masks.</typeparam>
public readonly ref struct PlaceLists<T>
{
    /// <summary>Lists that lie one after the other.</summary>
    /// <param name="items">All items: those of place 0, of place 1, ….</param>
    /// <param name="starts">For each place where its items begin, and then how many items there are: one number more than places.</param>
    /// <exception cref="ArgumentException">The starts don't begin with 0, fall, or don't end with the number of items.</exception>
    public PlaceLists(ReadOnlySpan<T> items, ReadOnlySpan<int> starts)
    {
        if (starts.Length < 2 || starts[0] != 0 || starts[^1] != items.Length)
            throw new ArgumentException(
                $"Starts go from 0 to the number of items, {items.Length}, one more than there are places; given {starts.Length}"
                    + (starts.IsEmpty ? "." : $", from {starts[0]} to {starts[^1]}."),
                nameof(starts)
            );
        for (int place = 1; place < starts.Length; place++)
            if (starts[place] < starts[place - 1])
                throw new ArgumentException(
                    $"Starts never fall, but place {place - 1} begins at {starts[place - 1]} and place {place} at {starts[place]}.",
                    nameof(starts)
                );
        Items = items;
        Starts = starts;
    }

    /// <summary>All items.</summary>
    public ReadOnlySpan<T> Items { get; }

    /// <summary>Where each place's items begin, and then their number.</summary>
    public ReadOnlySpan<int> Starts { get; }

    /// <summary>Places.</summary>
    public int Count => Math.Max(0, Starts.Length - 1);

    /// <summary>The items of a place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public ReadOnlySpan<T> this[int place]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(place);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, Count);
            return Items[Starts[place]..Starts[place + 1]];
        }
    }
}
