using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>What one thread frames with.</summary>
internal sealed class FramingDesk
{
    private byte[] decoded = [];

    public Resampler Resampler { get; } = new();

    /// <summary>Memory to decode into, as long as the longest part so far.</summary>
    public Span<byte> DecodeInto(int length)
    {
        if (decoded.Length < length)
            decoded = GC.AllocateUninitializedArray<byte>(length);
        return decoded.AsSpan(0, length);
    }
}
