namespace Cutwork.Loading;

/// <summary>Parts in random order, one after the other; windows along them, each in random order.</summary>
internal sealed class WindowedOrder : SampleOrder
{
    // Operations of the orders: that of the parts, that of the first window's end, then one for all windows.
    private const uint Parts = 0;
    private const uint FirstEnd = 1;
    private const uint Within = 2;

    private readonly int[] starts; // by part, in the data set
    private readonly int window;
    private EpochParts? latest;

    public WindowedOrder(ReadOnlySpan<int> partLengths, int window)
    {
        if (window < 1)
            throw new ArgumentOutOfRangeException(nameof(window), window, "A window holds at least 1 sample.");
        starts = new int[partLengths.Length + 1];
        for (int part = 0; part < partLengths.Length; part++)
        {
            if (partLengths[part] < 0)
                throw new ArgumentException(
                    $"Part {part} has {partLengths[part]} samples; a part has 0 or more.",
                    nameof(partLengths)
                );
            if (partLengths[part] > int.MaxValue - starts[part])
                throw new ArgumentException(
                    $"The first {part + 1} parts have more than {int.MaxValue} samples together; an epoch has at most that many.",
                    nameof(partLengths)
                );
            starts[part + 1] = starts[part] + partLengths[part];
        }
        Count = CheckCount(starts[^1]);
        this.window = Math.Min(window, Count);
    }

    public override int Count { get; }

    public override int SampleAt(Key key, int place)
    {
        Check(place);
        // What lies before the first border is a window too, number 0, shorter than the others or empty; one that holds all has no border.
        int border = window == Count ? 0 : new Permutation(window, key.For(0, FirstEnd))[0];
        int number = place < border ? 0 : 1 + (place - border) / window;
        int start = number == 0 ? 0 : border + (number - 1) * window;
        int length = number == 0 ? Math.Min(border, Count) : Math.Min(window, Count - start);
        return PartsOf(key).SampleAt(start + new Permutation(length, key.For(number, Within))[place - start]);
    }

    public override int OccurrenceAt(Key key, int place)
    {
        Check(place);
        return 0;
    }

    // The borders of an epoch's parts are the same for all its places; they are computed again where two epochs are read in turn.
    private EpochParts PartsOf(Key key)
    {
        EpochParts? parts = Volatile.Read(ref latest);
        if (parts is null || parts.Key != key.For(0, Parts))
            Volatile.Write(ref latest, parts = new EpochParts(starts, key.For(0, Parts)));
        return parts;
    }

    /// <summary>The parts in an epoch's order.</summary>
    private sealed class EpochParts
    {
        private readonly int[] first; // the place of each part's first sample, by its turn
        private readonly int[] shift; // from place to sample

        public EpochParts(int[] starts, Key key)
        {
            Key = key;
            first = new int[starts.Length - 1];
            shift = new int[first.Length];
            var order = new Permutation(first.Length, key);
            int place = 0;
            for (int turn = 0; turn < first.Length; turn++)
            {
                int part = order[turn];
                first[turn] = place;
                shift[turn] = starts[part] - place;
                place += starts[part + 1] - starts[part];
            }
        }

        public Key Key { get; }

        public int SampleAt(int place)
        {
            // The last part that begins at the place or before it: of parts that begin together all but the last are empty.
            int low = 0;
            int high = first.Length;
            while (high - low > 1)
            {
                int middle = low + (high - low) / 2;
                if (first[middle] <= place)
                    low = middle;
                else
                    high = middle;
            }
            return place + shift[low];
        }
    }
}
