namespace Cutwork;

/// <summary>What the blocks of one row of noise have in common: Philox4x32-7 for the counters (block, y, channel, 0).</summary>
/// <remarks>
/// Only the first word of the counter differs between the blocks, so half of the first two rounds is the same for all of them
/// and is done here, once. For a block b, with hi and lo the halves of a 64-bit product:
/// <code>
/// round 1    p = Multiplier0 · b          c2 = hi p ^ Key1        c3 = lo p
/// round 2    q = Multiplier1 · c2         c0 = hi q ^ Key2        c1 = lo q               c2 = c3 ^ Key2High
/// round 3    p = Multiplier0 · c0         c0 = hi q ^ c1 ^ Key3   c1 = lo q
///            q = Multiplier1 · c2         c2 = hi p ^ Key3High    c3 = lo p
/// round n    p, q as in round 3           c0 = hi q ^ c1 ^ Keyn   c1 = lo q
///                                         c2 = hi p ^ c3 ^ KeynHigh                       c3 = lo p
/// </code>
/// </remarks>
internal readonly struct PhiloxRow
{
    public const uint Multiplier0 = Philox.Multiplier0;
    public const uint Multiplier1 = Philox.Multiplier1;

    public PhiloxRow(ulong seed, int channel, int y)
    {
        uint low = (uint)seed;
        uint high = (uint)(seed >> 32);
        ulong product = (ulong)Multiplier1 * (uint)channel;
        uint word0 = (uint)(product >> 32) ^ (uint)y ^ low;
        uint word1 = (uint)product;
        Key1 = high;
        (low, high) = (low + Philox.Weyl0, high + Philox.Weyl1);
        product = (ulong)Multiplier0 * word0;
        (Key2, Key2High) = (word1 ^ low, (uint)(product >> 32) ^ high);
        (low, high) = (low + Philox.Weyl0, high + Philox.Weyl1);
        (Key3, Key3High) = (low, (uint)product ^ high);
        (Key4, Key4High) = (low, high) = (low + Philox.Weyl0, high + Philox.Weyl1);
        (Key5, Key5High) = (low, high) = (low + Philox.Weyl0, high + Philox.Weyl1);
        (Key6, Key6High) = (low, high) = (low + Philox.Weyl0, high + Philox.Weyl1);
        (Key7, Key7High) = (low + Philox.Weyl0, high + Philox.Weyl1);
    }

    public readonly uint Key1;
    public readonly uint Key2;
    public readonly uint Key2High;
    public readonly uint Key3;
    public readonly uint Key3High;
    public readonly uint Key4;
    public readonly uint Key4High;
    public readonly uint Key5;
    public readonly uint Key5High;
    public readonly uint Key6;
    public readonly uint Key6High;
    public readonly uint Key7;
    public readonly uint Key7High;
}
