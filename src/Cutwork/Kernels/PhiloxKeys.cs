namespace Cutwork;

/// <summary>The keys of Philox4x32-7 for the counters (block, y, channel, 0), with all that no block changes folded in.</summary>
/// <remarks>
/// Blocks of a row differ in the first word of the counter alone, so that half of the first two rounds is theirs in common.
/// In words c0 … c3, with hi and lo the halves of a 64-bit product:
/// <code>
/// round 1   p = Multiplier0 · block                            c2 = hi p ^ Round1,  c3 = lo p
/// round 2   q = Multiplier1 · c2       c0 = hi q ^ Round2      c1 = lo q            c2 = c3 ^ Row.Round2
/// round 3   p = Multiplier0 · c0       c0 = hi q ^ c1 ^ Round3 c1 = lo q
///           q = Multiplier1 · c2       c2 = hi p ^ Row.Round3  c3 = lo p
/// round n   p, q as in round 3         c0 = hi q ^ c1 ^ Roundn c1 = lo q
///                                      c2 = hi p ^ c3 ^ Roundn.High                 c3 = lo p
/// </code>
/// </remarks>
internal readonly struct PhiloxKeys
{
    public const uint Multiplier0 = Philox.Multiplier0;
    public const uint Multiplier1 = Philox.Multiplier1;

    public readonly uint Round1;
    public readonly uint Round2;
    public readonly uint Round3;
    public readonly uint Round4;
    public readonly uint Round4High;
    public readonly uint Round5;
    public readonly uint Round5High;
    public readonly uint Round6;
    public readonly uint Round6High;
    public readonly uint Round7;
    public readonly uint Round7High;
    private readonly uint word0;

    public PhiloxKeys(ulong seed, int channel)
    {
        uint low = (uint)seed;
        uint high = (uint)(seed >> 32);
        ulong product = (ulong)Multiplier1 * (uint)channel;
        word0 = (uint)(product >> 32) ^ low;
        Round1 = high;
        Round2 = (uint)product ^ (low + Philox.Weyl0);
        Round3 = low + unchecked(2 * Philox.Weyl0);
        Round4 = low + unchecked(3 * Philox.Weyl0);
        Round4High = high + unchecked(3 * Philox.Weyl1);
        Round5 = low + unchecked(4 * Philox.Weyl0);
        Round5High = high + unchecked(4 * Philox.Weyl1);
        Round6 = low + unchecked(5 * Philox.Weyl0);
        Round6High = high + unchecked(5 * Philox.Weyl1);
        Round7 = low + unchecked(6 * Philox.Weyl0);
        Round7High = high + unchecked(6 * Philox.Weyl1);
    }

    /// <summary>What the row adds in rounds 2 and 3.</summary>
    public (uint Round2, uint Round3) Row(int y)
    {
        ulong product = (ulong)Multiplier0 * (word0 ^ (uint)y);
        return (
            (uint)(product >> 32) ^ (Round1 + Philox.Weyl1),
            (uint)product ^ (Round1 + unchecked(2 * Philox.Weyl1))
        );
    }
}
