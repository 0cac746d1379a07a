using System.Runtime.CompilerServices;

namespace Cutwork;

/// <summary>
/// Philox4x32, a block cipher as a random generator: 128 bits of counter and 64 of key in, 128 random bits out (Salmon,
/// Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC'11). Checked against the known answers of Random123.
/// </summary>
internal static class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9; // the golden ratio
    private const uint Weyl1 = 0xBB67AE85; // √3 − 1

    /// <summary>Rounds for draws: the authors' recommendation, with a margin of safety.</summary>
    public const int DrawRounds = 10;

    /// <summary>Rounds for pixel noise: the fewest that pass BigCrush (table 2 of the paper), 1.25 times as fast.</summary>
    public const int NoiseRounds = 7;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (uint, uint, uint, uint) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = (
                (uint)(product1 >> 32) ^ c1 ^ k0,
                (uint)product1,
                (uint)(product0 >> 32) ^ c3 ^ k1,
                (uint)product0
            );
            k0 += Weyl0;
            k1 += Weyl1;
        }
        return (c0, c1, c2, c3);
    }

    /// <summary>A draw's block and the one after it, as eight words.</summary>
    /// <remarks>
    /// A round waits for its multiplications, so a second block beside the first costs little: TODO measure.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TwoBlocks(uint c0, uint c1, uint c2, uint c3, ulong key, Span<uint> words)
    {
        (uint a0, uint a1, uint a2, uint a3) = (c0, c1, c2, c3);
        (uint b0, uint b1, uint b2, uint b3) = (c0 + 1, c1, c2, c3);
        uint k0 = (uint)key;
        uint k1 = (uint)(key >> 32);
        for (int round = 0; round < DrawRounds; round++)
        {
            ulong a = (ulong)Multiplier0 * a0;
            ulong b = (ulong)Multiplier0 * b0;
            ulong c = (ulong)Multiplier1 * a2;
            ulong d = (ulong)Multiplier1 * b2;
            a0 = (uint)(c >> 32) ^ a1 ^ k0;
            b0 = (uint)(d >> 32) ^ b1 ^ k0;
            a2 = (uint)(a >> 32) ^ a3 ^ k1;
            b2 = (uint)(b >> 32) ^ b3 ^ k1;
            a1 = (uint)c;
            b1 = (uint)d;
            a3 = (uint)a;
            b3 = (uint)b;
            k0 += Weyl0;
            k1 += Weyl1;
        }
        words[7] = b3; // first, so that one check of the length is enough
        words[0] = a0;
        words[1] = a1;
        words[2] = a2;
        words[3] = a3;
        words[4] = b0;
        words[5] = b1;
        words[6] = b2;
    }
}
