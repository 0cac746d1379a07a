namespace Cutwork.Tests.Kernels;

/// <summary>Chains of blended rows between guard pages, at every length and every offset within a line.</summary>
public sealed unsafe class BlendChainTests : IDisposable
{
    private const int Bytes = 257 * sizeof(float) + 64;

    private readonly Arena[] arenas = [new(Bytes, 1), new(Bytes, 2), new(Bytes, 3), new(Bytes, 4), new(Bytes, 5)];

    [Fact]
    public void Floats_are_blended_as_one_by_one()
    {
        for (int number = 0; number < arenas.Length; number++)
            arenas[number].FillFloats((ulong)(11 + number));
        Run<float>();
    }

    [Fact]
    public void Bytes_are_blended_as_one_by_one() => Run<byte>();

    private void Run<T>()
        where T : unmanaged
    {
        BlendChain.Weights own = default;
        BlendChain.Weights partner = default;
        for (int link = 0; link < BlendChain.Links; link++)
            (own[link], partner[link]) = (0.15f + 0.2f * link, 1 - (0.15f + 0.2f * link));
        T** rows = stackalloc T*[arenas.Length];
        foreach (bool atEnd in (bool[])[false, true])
        foreach (int step in (int[])[0, 1, 3])
            for (int offset = 0; offset < 64; offset += sizeof(T))
            for (int length = 0; length <= 257; length++)
            {
                for (int number = 0; number < arenas.Length; number++)
                {
                    arenas[number].Reset();
                    rows[number] = arenas[number].Place<T>(length, atEnd, (offset + number * step * sizeof(T)) % 64);
                }
                for (int link = 0; link < BlendChain.Links; link++)
                {
                    T* expected = arenas[link].Twin(rows[link]);
                    for (int i = 0; i < length; i++)
                        expected[i] = Blend.One(rows[link][i], rows[link + 1][i], own[link], partner[link]);
                }

                BlendChain.Run(
                    new BlendChain.Runs<T>(rows[0], rows[1], rows[2], rows[3], rows[4]),
                    length,
                    own,
                    partner
                );

                foreach (Arena arena in arenas)
                    arena.AssertSame($"{length} of {typeof(T)}, {offset} and {step} more each from {atEnd}");
            }
    }

    public void Dispose()
    {
        foreach (Arena arena in arenas)
            arena.Dispose();
    }
}
