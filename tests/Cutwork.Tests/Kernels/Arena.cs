namespace Cutwork.Tests.Kernels;

/// <summary>
/// Guarded memory full of a pattern, and its twin. A kernel writes into the memory and a plain loop into the twin; then they are the same
/// from guard to guard, or something was written that should not have been.
/// </summary>
internal sealed unsafe class Arena : IDisposable
{
    private readonly GuardedMemory memory;
    private readonly byte[] twin;
    private readonly byte[] pattern;
    private readonly byte* start;

    public Arena(int bytes, ulong seed = 1)
    {
        memory = new(bytes);
        Span<byte> all = memory.All<byte>();
        start = Address(all);
        twin = GC.AllocateArray<byte>(all.Length, pinned: true);
        pattern = new byte[all.Length];
        Rng rng = new Key(seed).Open();
        foreach (ref byte value in pattern.AsSpan())
            value = (byte)rng.Below(256);
        Reset();
    }

    public Span<byte> Bytes => memory.All<byte>();

    /// <summary>Another pattern: floats of either sign.</summary>
    public void FillFloats(ulong seed)
    {
        Rng rng = new Key(seed).Open();
        foreach (ref float value in System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(pattern.AsSpan()))
            value = (float)rng.Normal();
        Reset();
    }

    /// <summary>The pattern again, on both sides.</summary>
    public void Reset()
    {
        ResetPainted();
        pattern.CopyTo(twin, 0);
    }

    /// <summary>The pattern again where kernels write; the twin stays.</summary>
    public void ResetPainted() => pattern.CopyTo(Bytes);

    /// <summary>The first of some elements that begin or end some bytes away from a guard; 0 is flush against it.</summary>
    public T* Place<T>(nint elements, bool atEnd, int bytesAway = 0)
        where T : unmanaged
    {
        nint bytes = elements * sizeof(T);
        Assert.True(bytes + bytesAway <= twin.Length);
        return (T*)(atEnd ? start + twin.Length - bytesAway - bytes : start + bytesAway);
    }

    /// <summary>The same place in the twin.</summary>
    public T* Twin<T>(T* address)
        where T : unmanaged => (T*)(Address(twin) + ((byte*)address - start));

    public void AssertSame(FormattableString place)
    {
        Span<byte> painted = Bytes;
        int at = painted.CommonPrefixLength(twin);
        if (at < twin.Length)
            Assert.Fail(
                $"{place}: byte {at} of {twin.Length} is {painted[at]} instead of {twin[at]}, in float "
                    + $"{ReadFloat(painted, at):R} instead of {ReadFloat(twin, at):R}"
            );
    }

    /// <summary>The same, where a number that is none may have any bits of one.</summary>
    public void AssertSameFloats(FormattableString place)
    {
        if (Bytes.SequenceEqual(twin))
            return;
        Span<float> painted = memory.All<float>();
        var expected = new Span<float>(Address(twin), painted.Length);
        for (int i = 0; i < expected.Length; i++)
            if (
                BitConverter.SingleToInt32Bits(painted[i]) != BitConverter.SingleToInt32Bits(expected[i])
                && !(float.IsNaN(painted[i]) && float.IsNaN(expected[i]))
            )
                Assert.Fail($"{place}: float {i} is {painted[i]:R} instead of {expected[i]:R}");
    }

    public void Dispose() => memory.Dispose();

    private static float ReadFloat(ReadOnlySpan<byte> bytes, int at) => BitConverter.ToSingle(bytes[(at / 4 * 4)..]);

    private static byte* Address(Span<byte> pinned) =>
        (byte*)
            System.Runtime.CompilerServices.Unsafe.AsPointer(
                ref System.Runtime.InteropServices.MemoryMarshal.GetReference(pinned)
            );
}
