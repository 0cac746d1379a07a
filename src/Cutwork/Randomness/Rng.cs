using System.Runtime.CompilerServices;

namespace Cutwork;

/// <summary>
/// The numbers of one <see cref="Key"/>, in order. A mutable value: pass it by reference; a copy goes on from the same
/// place.
/// </summary>
/// <remarks>Philox4x32-10; counter = (block, operation, sample, epoch), key = seed, or for a sample that comes again one derived from it.</remarks>
public struct Rng
{
    private readonly uint operation;
    private readonly uint sample;
    private readonly uint epoch;
    private readonly ulong seed;
    private uint block;
    private int left;
    private Words words; // the next one last

    /// <summary>The stream of an address, at its beginning.</summary>
    public Rng(Key key)
    {
        operation = key.Operation;
        sample = (uint)key.Sample;
        epoch = (uint)key.Epoch;
        seed = key.StreamKey;
    }

    /// <summary>32 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint NextUInt32()
    {
        if (left == 0)
            Refill();
        return words[--left];
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        if (left < 2)
            return NextAcross();
        left -= 2;
        return words[left + 1] | ((ulong)words[left] << 32);
    }

    /// <summary>Uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in (0, 1), the middles of 2⁵² equal steps; for logarithms.</summary>
    internal double NextOpenDouble() => ((NextUInt64() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>True with this probability: never at 0, always at 1.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>Uniform from low to high.</summary>
    public double Uniform(Interval range) => range.Low + (range.High - range.Low) * NextDouble();

    /// <summary>log-uniform from low to high, both above 0.</summary>
    public double LogUniform(Interval range) => new LogUniformLaw(range).Draw(ref this);

    /// <summary>Uniform over 0 … <paramref name="count"/> − 1, without bias.</summary>
    /// <remarks>Lemire, "Fast random integer generation in an interval", 2019: multiply, and redraw in the biased sliver.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Nothing to choose from.</exception>
    public int Below(int count)
    {
        uint bound = (uint)Guard.AtLeast(count, 1, nameof(count), "choice");
        ulong product = (ulong)NextUInt32() * bound;
        if ((uint)product < bound)
        {
            uint sliver = (0u - bound) % bound; // 2³² mod bound
            while ((uint)product < sliver)
                product = (ulong)NextUInt32() * bound;
        }
        return (int)(product >> 32);
    }

    /// <summary>Uniform over a range of counts, both ends included.</summary>
    public int Count(CountRange range) => range.Least + Below(range.Most - range.Least + 1);

    /// <summary>Puts items into a random order, each equally likely (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>Standard normal.</summary>
    /// <remarks>Marsaglia's polar method: a logarithm and a square root, no sine; the second number of each pair is not kept.</remarks>
    public double Normal()
    {
        (double x, double square) = NextInCircle();
        return x * Math.Sqrt(-2 * Elementary.Log(square) / square);
    }

    /// <summary>A point in the unit circle: its x, and the square of its distance from the middle.</summary>
    internal (double X, double Square) NextInCircle()
    {
        while (true)
        {
            double x = 2 * NextDouble() - 1;
            double y = 2 * NextDouble() - 1;
            double square = x * x + y * y;
            if (square is > 0 and < 1)
                return (x, square);
        }
    }

    /// <summary>Beta(α, α), right for every α from 0.001 to 1000.</summary>
    public double Beta(double alpha) => new BetaLaw(alpha).Draw(ref this);

    /// <summary>64 random bits where the words at hand are used up, or but one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong NextAcross()
    {
        uint low = NextUInt32();
        return low | ((ulong)NextUInt32() << 32);
    }

    /// <summary>The next blocks of the stream: a unit draws 5 to 11 words, or some 20 for a λ with α ≠ 1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refill()
    {
        left = Philox.Blocks(block, operation, sample, epoch, seed, words);
        block += (uint)left / 4;
    }

    [InlineArray(Count)]
    private struct Words
    {
        public const int Count = 16;
        private uint first;
    }
}
