using System.Numerics;
using System.Runtime.InteropServices;

namespace Cutwork;

/// <summary>own · (1 − opacity) + partner · opacity, element by element.</summary>
/// <remarks>
/// Two products and a sum, each rounded to float, never fused: the bits of PyTorch's and numpy's <c>lam * x + (1 - lam) *
/// partner</c> on the CPU, and the same on every processor. Bytes are blended as floats and rounded to the nearest, halves to
/// even, as timm's collation does; truncating would darken every blend by half a level.
/// </remarks>
internal static class Blend
{
    /// <summary>The reference: one element.</summary>
    public static float One(float own, float partner, float ownWeight, float partnerWeight) =>
        own * ownWeight + partner * partnerWeight;

    /// <summary>The reference: one element.</summary>
    public static byte One(byte own, byte partner, float ownWeight, float partnerWeight) =>
        (byte)MathF.Round(One((float)own, partner, ownWeight, partnerWeight));

    /// <summary>destination ← destination · ownWeight + partner · partnerWeight.</summary>
    public static void Row(ReadOnlySpan<float> partner, Span<float> destination, float ownWeight, float partnerWeight)
    {
        var own = new Vector<float>(ownWeight);
        var other = new Vector<float>(partnerWeight);
        int i = 0;
        for (; i <= destination.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(destination[i..]) * own + new Vector<float>(partner[i..]) * other).CopyTo(
                destination[i..]
            );
        for (; i < destination.Length; i++)
            destination[i] = One(destination[i], partner[i], ownWeight, partnerWeight);
    }

    /// <summary>destination ← round(destination · ownWeight + partner · partnerWeight).</summary>
    public static void Row(ReadOnlySpan<byte> partner, Span<byte> destination, float ownWeight, float partnerWeight)
    {
        var own = new Vector<float>(ownWeight);
        var other = new Vector<float>(partnerWeight);
        int i = 0;
        for (; i <= destination.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(destination[i..]), out Vector<ushort> ownLow, out Vector<ushort> ownHigh);
            Vector.Widen(new Vector<byte>(partner[i..]), out Vector<ushort> partnerLow, out Vector<ushort> partnerHigh);
            Vector<ushort> low = Mix(ownLow, partnerLow, own, other);
            Vector<ushort> high = Mix(ownHigh, partnerHigh, own, other);
            Vector.Narrow(low, high).CopyTo(destination[i..]);
        }
        for (; i < destination.Length; i++)
            destination[i] = One(destination[i], partner[i], ownWeight, partnerWeight);
    }

    /// <summary>The row of either element type: <typeparamref name="T"/> is byte or float.</summary>
    public static void Row<T>(ReadOnlySpan<T> partner, Span<T> destination, float ownWeight, float partnerWeight)
        where T : unmanaged
    {
        if (typeof(T) == typeof(byte))
            Row(
                MemoryMarshal.Cast<T, byte>(partner),
                MemoryMarshal.Cast<T, byte>(destination),
                ownWeight,
                partnerWeight
            );
        else
            Row(
                MemoryMarshal.Cast<T, float>(partner),
                MemoryMarshal.Cast<T, float>(destination),
                ownWeight,
                partnerWeight
            );
    }

    private static Vector<ushort> Mix(
        Vector<ushort> own,
        Vector<ushort> partner,
        Vector<float> ownWeight,
        Vector<float> partnerWeight
    )
    {
        Vector.Widen(own, out Vector<uint> ownLow, out Vector<uint> ownHigh);
        Vector.Widen(partner, out Vector<uint> partnerLow, out Vector<uint> partnerHigh);
        return Vector.Narrow(
            Mix(ownLow, partnerLow, ownWeight, partnerWeight),
            Mix(ownHigh, partnerHigh, ownWeight, partnerWeight)
        );
    }

    private static Vector<uint> Mix(
        Vector<uint> own,
        Vector<uint> partner,
        Vector<float> ownWeight,
        Vector<float> partnerWeight
    )
    {
        Vector<float> sum =
            Vector.ConvertToSingle(Vector.AsVectorInt32(own)) * ownWeight
            + Vector.ConvertToSingle(Vector.AsVectorInt32(partner)) * partnerWeight;
        return Vector.AsVectorUInt32(Vector.ConvertToInt32(Vector.Round(sum)));
    }
}
