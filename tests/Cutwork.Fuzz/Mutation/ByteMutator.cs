using System.Buffers.Binary;

namespace Cutwork.Fuzz;

/// <summary>Flipped, replaced, lost, repeated, exchanged bytes, numbers of two to eight bytes at their limits, cuts and splices.</summary>
internal sealed class ByteMutator : IMutator
{
    private static readonly long[] Limits =
    [
        0,
        1,
        -1,
        2,
        7,
        8,
        0x7F,
        0x80,
        0xFF,
        0x100,
        0x7FFF,
        0x8000,
        0xFFFF,
        0x10000,
        int.MaxValue,
        int.MinValue,
        uint.MaxValue,
        1L << 32,
        long.MaxValue,
        long.MinValue,
    ];

    public byte[] Mutate(byte[] input, byte[] other, FuzzRandom random)
    {
        if (input.Length == 0)
            return [random.Byte()];
        int at = random.Below(input.Length);
        int length = Math.Min(1 + random.Below(random.OneIn(4) ? 64 : 4), input.Length - at);
        switch (random.Below(12))
        {
            case 0 or 1:
                input[at] ^= (byte)(1 << random.Below(8));
                return input;
            case 2:
                input[at] = random.Byte();
                return input;
            case 3:
                input[at] += (byte)(random.OneIn(2) ? 1 : -1);
                return input;
            case 4 or 5:
                Write(input.AsSpan(at), random);
                return input;
            case 6:
                return [.. input[..at], .. input[(at + length)..]];
            case 7:
                return [.. input[..(at + length)], .. input[at..]];
            case 8:
                byte[] added = new byte[length];
                added.AsSpan().Fill(random.OneIn(2) ? (byte)0 : random.Byte());
                return [.. input[..at], .. added, .. input[at..]];
            case 9:
                return input[..at];
            case 10:
                int from = random.Below(other.Length);
                int copied = Math.Min(Math.Min(other.Length - from, input.Length - at), 1 + random.Below(64));
                other.AsSpan(from, copied).CopyTo(input.AsSpan(at));
                return input;
            default:
                return [.. input[..at], .. other[random.Below(other.Length)..]];
        }
    }

    private static void Write(Span<byte> at, FuzzRandom random)
    {
        Span<byte> number = stackalloc byte[8];
        long value = random.Of(Limits) + (random.OneIn(3) ? random.Below(5) - 2 : 0);
        int bytes = Math.Min(1 << random.Below(4), at.Length);
        if (random.OneIn(2))
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            number[..bytes].CopyTo(at);
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            number[^bytes..].CopyTo(at);
        }
    }
}
