using System.Runtime.InteropServices;

namespace Cutwork.Loading;

/// <summary>How often the sample at each place of one epoch came before, counted from the first place on as far as somebody has asked.</summary>
/// <remarks>It holds 4 bytes for each place up to the last one asked for, and 16 to 24 for each sample that was seen there.</remarks>
internal sealed class Occurrences(SampleOrder order, Key key)
{
    private readonly Dictionary<int, int> times = [];
    private readonly List<int> before = [];

    public Key Key { get; } = key;

    /// <summary>The occurrence at a place.</summary>
    public int At(int place)
    {
        lock (before)
        {
            while (before.Count <= place)
            {
                int sample = order.SampleAt(Key, before.Count);
                ref int seen = ref CollectionsMarshal.GetValueRefOrAddDefault(times, sample, out _);
                before.Add(seen++);
            }
            return before[place];
        }
    }
}
