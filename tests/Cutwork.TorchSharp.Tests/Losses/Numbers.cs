using System.Collections;

namespace Cutwork.TorchSharp.Tests.Losses;

/// <summary>Numbers from −4 to 4, the same from the same seed on every platform.</summary>
internal sealed class Numbers(ulong seed) : IEnumerable<double>
{
    public IEnumerator<double> GetEnumerator()
    {
        var key = new Key(seed);
        for (int sample = 0; ; sample++)
            yield return 8 * key.For(sample, 0).Open().NextDouble() - 4;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
