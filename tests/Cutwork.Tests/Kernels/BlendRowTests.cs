namespace Cutwork.Tests.Kernels;

/// <summary>Blended rows between guard pages, at every length and every offset within a line.</summary>
public sealed unsafe class BlendRowTests : IDisposable
{
    private const int Bytes = 257 * sizeof(float) + 64;
    private const float Own = 0.3f;
    private const float Partner = 1 - Own;

    private readonly Arena own = new(Bytes, 1);
    private readonly Arena partner = new(Bytes, 2);
    private readonly Arena mixed = new(Bytes, 3);

    /// <summary>Offsets of the two sources and of the destination, in bytes from the guard they are next to.</summary>
    private static IEnumerable<(int Own, int Partner, int Mixed)> Offsets(int element) =>
        from offset in Enumerable.Range(0, 64 / element)
        let own = offset * element
        from others in (int[])[0, 1, 5]
        select (own, others * 7 * own % 64 / element * element, (own + others * 4) % 64);

    public static TheoryData<bool, bool> Ways =>
        [.. from inPlace in (bool[])[false, true] from streams in (bool[])[false, true] select (inPlace, streams)];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Floats_are_blended_as_one_by_one(bool inPlace, bool streams)
    {
        own.FillFloats(11);
        partner.FillFloats(12);
        Run<float>(inPlace, streams);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Bytes_are_blended_as_one_by_one(bool inPlace, bool streams) => Run<byte>(inPlace, streams);

    private void Run<T>(bool inPlace, bool streams)
        where T : unmanaged
    {
        foreach (bool atEnd in (bool[])[false, true])
        foreach ((int ownAway, int partnerAway, int mixedAway) in Offsets(sizeof(T)))
            for (int length = 0; length <= 257; length++)
            {
                Arena target = inPlace ? own : mixed;
                target.Reset();
                T* first = own.Place<T>(length, atEnd, ownAway);
                T* second = partner.Place<T>(length, atEnd, partnerAway);
                T* to = inPlace ? first : mixed.Place<T>(length, atEnd, mixedAway);
                T* expected = target.Twin(to);
                for (int i = 0; i < length; i++)
                    expected[i] = Blend.One(first[i], second[i], Own, Partner);

                Blend.Run(first, second, to, length, Own, Partner, streams);

                target.AssertSame($"{length} of {typeof(T)}, {ownAway} {partnerAway} {mixedAway} from {atEnd}");
            }
    }

    [Fact]
    public void Floats_are_exchanged_as_one_by_one()
    {
        own.FillFloats(13);
        partner.FillFloats(14);
        Exchange<float>();
    }

    [Fact]
    public void Bytes_are_exchanged_as_one_by_one() => Exchange<byte>();

    private void Exchange<T>()
        where T : unmanaged
    {
        const float otherOwn = 0.85f;
        const float otherPartner = 1 - otherOwn;
        foreach (bool atEnd in (bool[])[false, true])
        foreach ((int firstAway, int secondAway, _) in Offsets(sizeof(T)))
            for (int length = 0; length <= 257; length++)
            {
                own.Reset();
                partner.Reset();
                T* first = own.Place<T>(length, atEnd, firstAway);
                T* second = partner.Place<T>(length, atEnd, secondAway);
                T* firstExpected = own.Twin(first);
                T* secondExpected = partner.Twin(second);
                for (int i = 0; i < length; i++)
                {
                    (T a, T b) = (first[i], second[i]);
                    firstExpected[i] = Blend.One(a, b, Own, Partner);
                    secondExpected[i] = Blend.One(b, a, otherOwn, otherPartner);
                }

                Blend.Exchange(first, second, length, (Own, Partner), (otherOwn, otherPartner));

                own.AssertSame($"{length} of {typeof(T)}, first {firstAway} from {atEnd}");
                partner.AssertSame($"{length} of {typeof(T)}, second {secondAway} from {atEnd}");
            }
    }

    /// <summary>Both signs of zero, of infinity and of the numbers at the edges, each with each, at every place of a vector.</summary>
    [Theory]
    [InlineData(0.5f, 0.5f)]
    [InlineData(1f, 0f)]
    [InlineData(0.75f, 0.25f)]
    public void Numbers_that_are_none_infinities_and_denormals_are_the_reference_s(float ownWeight, float partnerWeight)
    {
        float[] edges =
        [
            float.NaN,
            -float.NaN,
            float.PositiveInfinity,
            float.NegativeInfinity,
            0,
            -0f,
            float.Epsilon,
            -float.Epsilon,
            float.MaxValue,
            float.MinValue,
            1.17549435e-38f,
            1e-39f,
            1,
        ];
        int length = edges.Length * edges.Length;
        foreach (bool streams in (bool[])[false, true])
            for (int shift = 0; shift < edges.Length; shift++)
            {
                mixed.Reset();
                own.Reset();
                partner.Reset();
                float* first = own.Place<float>(length, true);
                float* second = partner.Place<float>(length, true);
                float* to = mixed.Place<float>(length, streams, streams ? 4 * length % 64 : 0);
                for (int i = 0; i < length; i++)
                {
                    first[i] = edges[(i + shift) % edges.Length];
                    second[i] = edges[(i / edges.Length + shift) % edges.Length];
                    mixed.Twin(to)[i] = Blend.One(first[i], second[i], ownWeight, partnerWeight);
                }

                Blend.Run(first, second, to, length, ownWeight, partnerWeight, streams);

                mixed.AssertSameFloats($"{ownWeight}");
                for (int i = 0; i < length; i++)
                {
                    own.Twin(first)[i] = Blend.One(first[i], second[i], ownWeight, partnerWeight);
                    partner.Twin(second)[i] = Blend.One(second[i], first[i], partnerWeight, ownWeight);
                }
                Blend.Exchange(first, second, length, (ownWeight, partnerWeight), (partnerWeight, ownWeight));
                own.AssertSameFloats($"exchanged {ownWeight}");
                partner.AssertSameFloats($"exchanged {partnerWeight}");
            }
    }

    public void Dispose()
    {
        own.Dispose();
        partner.Dispose();
        mixed.Dispose();
    }
}
