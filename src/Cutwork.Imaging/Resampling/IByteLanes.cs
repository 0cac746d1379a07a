using System.Runtime.Intrinsics;

namespace Cutwork.Imaging;

/// <summary>A vector of bytes of one width, whose parts of 16 bytes do the same side by side; sums are 32-bit integers.</summary>
internal unsafe interface IByteLanes<TVector>
    where TVector : struct
{
    /// <summary>Bytes in a vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(byte* source);

    static abstract TVector Create(int value);

    /// <summary>16 bytes from each of <see cref="Count"/> / 16 places of a row.</summary>
    static abstract TVector LoadParts(byte* row, int* starts);

    /// <summary>Bytes by their places within their part of 16.</summary>
    static abstract TVector Shuffle(TVector values, TVector places);

    /// <summary>64 bytes of a row by their places; where the width is 512.</summary>
    static abstract TVector Pick(byte* row, TVector places);

    static abstract TVector ZipLowBytes(TVector left, TVector right);

    static abstract TVector ZipHighBytes(TVector left, TVector right);

    static abstract TVector ZipLowWords(TVector left, TVector right);

    static abstract TVector ZipHighWords(TVector left, TVector right);

    /// <summary>Of each 16 bits the lower byte.</summary>
    static abstract TVector Even(TVector values);

    /// <summary>Of each 16 bits the upper byte.</summary>
    static abstract TVector Odd(TVector values);

    /// <summary>In 32 bits.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>Even word · even weight + odd word · odd weight, in 32 bits.</summary>
    static abstract TVector Multiply(TVector words, TVector weights);

    /// <summary>plus + even word · even weight + odd word · odd weight, in 32 bits.</summary>
    static abstract TVector MultiplyAdd(TVector words, TVector weights, TVector plus);

    /// <summary>(high · 2⁸ + low + ½) / 2²², rounded down.</summary>
    static abstract TVector Round(TVector high, TVector low);

    /// <summary>sums / 2⁴, rounded down.</summary>
    static abstract TVector Narrow(TVector sums);

    /// <summary>The sums as bytes, clipped; four to each part from each of the four vectors.</summary>
    static abstract TVector Pack(TVector first, TVector second, TVector third, TVector fourth);

    static abstract void Store(TVector value, byte* destination);

    /// <summary>Sums of two rows as bytes, clipped: four from each part, the parts <paramref name="step"/> bytes apart, in order.</summary>
    /// <param name="sums">A row's.</param>
    /// <param name="others">Another's.</param>
    /// <param name="to">16 bytes of that row, of which those beyond the last part's are anything.</param>
    /// <param name="and">The same of the other.</param>
    /// <param name="step">From 1 to 4.</param>
    /// <param name="order">The places of 16 sums in the order of the result; where the width is 512.</param>
    static abstract void StoreSums(TVector sums, TVector others, byte* to, byte* and, int step, Vector128<byte> order);

    /// <summary>Sums as 16-bit integers: four from each part, the parts <paramref name="step"/> elements apart, in order.</summary>
    static abstract void StoreSums(TVector sums, short* destination, int step);

    /// <summary>(⌊upper · weight / 2¹⁶⌋ + ⌊lower · weight / 2¹⁶⌋ + 2) / 4 for <see cref="Count"/> numbers, as bytes.</summary>
    static abstract void StoreBlend(
        short* upper,
        short* lower,
        short upperWeight,
        short lowerWeight,
        byte* destination
    );
}
