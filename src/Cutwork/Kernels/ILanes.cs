namespace Cutwork;

/// <summary>A vector of floats of one width, so that a loop is written once for all widths.</summary>
/// <remarks>
/// The operators of <c>Vector512</c> and its narrower kin share no public interface (<c>ISimdVector</c> is internal to .NET 10). A
/// struct that implements this one is resolved when the loop is compiled; nothing of it is left in the machine code.
/// </remarks>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Create(float value);

    static abstract TVector Load(float* source);

    static abstract void Store(TVector value, float* destination);

    /// <summary>Past the caches; the destination is aligned to the vector.</summary>
    static abstract void StoreNonTemporal(TVector value, float* destination);

    /// <summary>Rounded to brain floats, halves to even; finite values only.</summary>
    static abstract void Store(TVector value, BFloat16* destination);

    /// <summary>The same, past the caches; the destination is aligned to half a vector.</summary>
    static abstract void StoreNonTemporal(TVector value, BFloat16* destination);

    /// <summary>Rounded to the nearest whole number, halves to even, from 0 to 255.</summary>
    static abstract void Store(TVector value, byte* destination);

    /// <summary><see cref="Count"/> bytes as floats.</summary>
    static abstract TVector Expand(byte* source);

    /// <summary>The places of pixels in their order, then in reverse, into a table.</summary>
    static abstract void FillPlaces(float* straight, float* mirrored);

    /// <summary>The places in a table, where this width holds them in registers.</summary>
    static abstract Places<TVector> Places(float* table);

    /// <summary>
    /// The three channels of <see cref="Count"/> interleaved pixels. Reads 4 · <see cref="Count"/> bytes, of which the pixels are the
    /// first 3 · <see cref="Count"/>.
    /// </summary>
    static abstract void Split(
        byte* source,
        in Places<TVector> places,
        out TVector first,
        out TVector second,
        out TVector third
    );

    /// <summary>The same for the pixels that are the last 3 · <see cref="Count"/> of the 4 · <see cref="Count"/> bytes before the end.</summary>
    static abstract void SplitBefore(
        byte* end,
        in Places<TVector> places,
        out TVector first,
        out TVector second,
        out TVector third
    );

    /// <summary>As <see cref="Split"/>, the pixels in reverse.</summary>
    static abstract void SplitMirrored(
        byte* source,
        in Places<TVector> places,
        out TVector first,
        out TVector second,
        out TVector third
    );

    /// <summary>As <see cref="SplitBefore"/>, the pixels in reverse.</summary>
    static abstract void SplitMirroredBefore(
        byte* end,
        in Places<TVector> places,
        out TVector first,
        out TVector second,
        out TVector third
    );

    static abstract TVector Add(TVector left, TVector right);

    /// <summary>factor · by + plus, rounded once.</summary>
    static abstract TVector Fuse(TVector factor, TVector by, TVector plus);

    /// <summary>The lanes from one to before another from <paramref name="over"/>, the others from <paramref name="under"/>.</summary>
    static abstract TVector Cover(TVector under, TVector over, nint from, nint to);

    static abstract TVector Multiply(TVector left, TVector right);
}
