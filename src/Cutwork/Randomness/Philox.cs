using System.Runtime.CompilerServices;

namespace Cutwork;

/// <summary>
/// Philox4x32, a block cipher as a random generator: 128 bits of counter and 64 of key in, 128 random bits out (Salmon,
/// Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC'11). Checked against the known answers of Random123.
/// </summary>
internal static class Philox
{
    public const uint Multiplier0 = 0xD2511F53;
    public const uint Multiplier1 = 0xCD9E8D57;
    public const uint Weyl0 = 0x9E3779B9; // the golden ratio
    public const uint Weyl1 = 0xBB67AE85; // √3 − 1

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
}
