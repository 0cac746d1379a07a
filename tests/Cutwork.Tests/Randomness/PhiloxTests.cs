namespace Cutwork.Tests.Randomness;

public class PhiloxTests
{
    /// <summary>The known answers of Random123 (kat_vectors, philox4x32): rounds; counter; key; output.</summary>
    public static TheoryData<int, uint[], uint[], uint[]> KnownAnswers =>
        new()
        {
            { 7, [0, 0, 0, 0], [0, 0], [0x5f6fb709, 0x0d893f64, 0x4f121f81, 0x4f730a48] },
            {
                7,
                [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
                [0xffffffff, 0xffffffff],
                [0x5207ddc2, 0x45165e59, 0x4d8ee751, 0x8c52f662]
            },
            {
                7,
                [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
                [0xa4093822, 0x299f31d0],
                [0x4dfccaba, 0x190a87f0, 0xc47362ba, 0xb6b5242a]
            },
            { 10, [0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
            {
                10,
                [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
                [0xffffffff, 0xffffffff],
                [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]
            },
            {
                10,
                [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
                [0xa4093822, 0x299f31d0],
                [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]
            },
        };

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void Blocks_are_the_known_answers(int rounds, uint[] counter, uint[] key, uint[] output)
    {
        (uint a, uint b, uint c, uint d) = Philox.Block(
            counter[0],
            counter[1],
            counter[2],
            counter[3],
            key[0],
            key[1],
            rounds
        );

        Assert.Equal(output, (uint[])[a, b, c, d]);
    }

    [Fact]
    public void A_stream_is_the_blocks_of_its_address()
    {
        Rng rng = new Key(0xbbaa99887766, epoch: 4, sample: 3, operation: 2).Open();

        for (uint block = 0; block < 5; block++)
        {
            (uint a, uint b, uint c, uint d) = Philox.Block(block, 2, 3, 4, 0x99887766, 0xbbaa, Philox.DrawRounds);
            Assert.Equal(
                [a, b, c, d],
                (uint[])[rng.NextUInt32(), rng.NextUInt32(), rng.NextUInt32(), rng.NextUInt32()]
            );
        }
    }

    [Fact]
    public void Every_part_of_an_address_changes_the_stream()
    {
        var key = new Key(1, 2, 3, 4);
        Key[] others =
        [
            new(2, 2, 3, 4),
            new(1, 3, 3, 4),
            new(1, 2, 4, 4),
            new(1, 2, 3, 5),
            new(1UL << 32 | 1, 2, 3, 4),
        ];

        Assert.All(others, other => Assert.NotEqual(key.Open().NextUInt64(), other.Open().NextUInt64()));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void A_negative_epoch_or_sample_is_refused(int epoch, int sample) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Key(0, epoch, sample));
}
