using System.Numerics;

namespace Cutwork;

/// <summary>
/// A random order of 0 … n − 1 that is computed place by place: no array, so that the place in an epoch of 10⁸ samples is found as
/// quickly as in one of ten, from any worker, from any step on.
/// </summary>
/// <remarks>
/// A Feistel network over the least power of two that holds n, with Philox as the round function; places that land beyond n walk on until
/// they land below (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002): twice at most on average. Every part of the key counts:
/// another seed, epoch, sample or operation is another order.
/// </remarks>
public readonly partial struct Permutation
{
    // Four rounds of random functions hide everything in a large domain (Luby and Rackoff, 1988); in a small one each knows only a few
    // values: of the 5,040 orders of seven, 16 rounds still prefer some (χ² 24 σ off), 32 none.
    private const uint Rounds = 10;
    private const uint RoundsOfFew = 32;
    private const int BitsOfFew = 11;

    // The wider half of 31 bits.
    private const int HalfBits = 16;

    private readonly ulong seed;
    private readonly uint epoch;
    private readonly uint sample;
    private readonly uint operation;
    private readonly int lowBits;
    private readonly int highBits;

    /// <summary>The order of an epoch.</summary>
    /// <param name="count">n, at least 1.</param>
    /// <param name="key">Seed and epoch; sample and operation where there are several orders in an epoch.</param>
    /// <exception cref="ArgumentOutOfRangeException">Nothing to put in order.</exception>
    public Permutation(int count, Key key)
    {
        Count = Guard.AtLeast(count, 1, nameof(count), "element");
        seed = key.StreamKey;
        epoch = (uint)key.Epoch;
        sample = (uint)key.Sample;
        operation = ~key.Operation; // policies draw under the numbers from 0 on
        int bits = Math.Max(2, 32 - BitOperations.LeadingZeroCount((uint)(count - 1)));
        lowBits = bits / 2;
        highBits = bits - lowBits;
    }

    /// <summary>n.</summary>
    public int Count { get; }

    /// <summary>What stands at a place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public int this[int place]
    {
        get
        {
            if ((uint)place >= (uint)Count)
                throw new ArgumentOutOfRangeException(
                    nameof(place),
                    place,
                    $"An order of {Count} has the places 0 to {Count - 1}."
                );
            var element = (uint)place;
            do element = Encrypt(element);
            while (element >= (uint)Count);
            return (int)element;
        }
    }

    /// <summary>Where an element stands.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public int PlaceOf(int element)
    {
        if ((uint)element >= (uint)Count)
            throw new ArgumentOutOfRangeException(
                nameof(element),
                element,
                $"An order of {Count} has the elements 0 to {Count - 1}."
            );
        var place = (uint)element;
        do place = Decrypt(place);
        while (place >= (uint)Count);
        return (int)place;
    }

    private uint Encrypt(uint element)
    {
        // Halves of unlike width change places with their widths; after an even number of rounds each is where it was.
        (uint low, uint high) = (element & ((1u << lowBits) - 1), element >> lowBits);
        uint rounds = lowBits + highBits <= BitsOfFew ? RoundsOfFew : Rounds;
        for (uint round = 0; round < rounds; round += 2)
        {
            high ^= Mixed(low, round) >> (32 - highBits);
            low ^= Mixed(high, round + 1) >> (32 - lowBits);
        }
        return (high << lowBits) | low;
    }

    private uint Decrypt(uint element)
    {
        (uint low, uint high) = (element & ((1u << lowBits) - 1), element >> lowBits);
        for (uint round = lowBits + highBits <= BitsOfFew ? RoundsOfFew : Rounds; round > 0; round -= 2)
        {
            low ^= Mixed(high, round - 1) >> (32 - lowBits);
            high ^= Mixed(low, round - 2) >> (32 - highBits);
        }
        return (high << lowBits) | low;
    }

    private uint Mixed(uint half, uint round) =>
        Philox
            .Block(
                half | (round << HalfBits),
                operation,
                sample,
                epoch,
                (uint)seed,
                (uint)(seed >> 32),
                Philox.NoiseRounds
            )
            .Item1;
}
