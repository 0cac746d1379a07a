namespace Cutwork;

/// <summary>A brain float: the upper half of a <see cref="float"/>, with 8 bits of precision and its whole range.</summary>
/// <remarks>
/// The bits are those of PyTorch's <c>bfloat16</c> and of TorchSharp's <c>ScalarType.BFloat16</c>; a tensor's memory can be viewed as
/// a span of these. Calculations belong into float: this type only stores.
/// </remarks>
public readonly record struct BFloat16
{
    private BFloat16(ushort bits) => Bits = bits;

    /// <summary>Sign, 8 bits of exponent, 7 of fraction.</summary>
    public ushort Bits { get; }

    /// <summary>The number with these bits.</summary>
    public static BFloat16 FromBits(ushort bits) => new(bits);

    /// <summary>The nearest brain float, halves to even; not-a-number stays so.</summary>
    public static explicit operator BFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        // Carries into the exponent where the fraction overflows, and so into infinity, as IEEE rounding does.
        return float.IsNaN(value)
            ? new((ushort)((bits >> 16) | 0x40))
            : new((ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
    }

    /// <summary>The same number; nothing is lost.</summary>
    public static implicit operator float(BFloat16 value) => BitConverter.UInt32BitsToSingle((uint)value.Bits << 16);

    /// <summary>As the float.</summary>
    public override string ToString() => ((float)this).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
