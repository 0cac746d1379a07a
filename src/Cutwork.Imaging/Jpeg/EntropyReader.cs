using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Cutwork.Imaging;

/// <summary>Reads blocks of coefficients out of Huffman-coded bits (ITU T.81, F.2.2).</summary>
/// <remarks>
/// 64 bits are held, filled up by eight bytes at once without asking how many fit: what does not is read again. A symbol needs its entry, one
/// shift for its code and value together, and nothing that depends on its kind; so what bounds the loop is the way from one symbol's bits
/// to the next one's entry, about eight cycles. Two symbols of at most 26 bits each are taken between fills.
/// </remarks>
internal unsafe struct EntropyReader
{
    /// <summary>Bytes that are read behind the last one; a block takes at most 207.</summary>
    public const int Margin = 256;

    /// <summary>Numbers of a block's memory: 64 coefficients, and one place for what lies beyond them.</summary>
    public const int BlockLength = 72;

    private byte* next;
    private byte* end;
    private ulong held;
    private int count; // bits of `held` below bit 6 of it; above, remains of subtraction

    /// <summary>Begins with other bits.</summary>
    /// <param name="first">Bits without stuffing; <see cref="Margin"/> bytes may be read behind them.</param>
    /// <param name="length">Bytes.</param>
    public void Begin(byte* first, int length)
    {
        next = first;
        end = first + length;
        held = 0;
        count = 0;
    }

    /// <summary>Whether more was read than there is.</summary>
    public readonly bool IsBeyond => Unread < 0;

    /// <summary>Whether what is left is less than a byte: the filling of the last one.</summary>
    public readonly bool IsAtEnd => (ulong)Unread < 8;

    private readonly long Unread => 8 * (end - next) + (count & 63);

    /// <summary>
    /// Reads one block: its difference of the first coefficient at 0, the others at their places, row by row; zeros are not written.
    /// </summary>
    /// <param name="differences">Entries of a <see cref="HuffmanTable"/>.</param>
    /// <param name="coefficients">Entries of a <see cref="HuffmanTable"/>.</param>
    /// <param name="block"><see cref="BlockLength"/> numbers.</param>
    /// <param name="places">Where the n-th coefficient lies: <see cref="Places"/>.</param>
    /// <param name="last">The last coefficient that was read, by its place in the zigzag; where this is false anything.</param>
    /// <returns>False where no block can be read.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public bool TryRead(uint* differences, uint* coefficients, short* block, byte* places, out int last)
    {
        Unsafe.SkipInit(out last);
        byte* next = this.next;
        if (next > end + sizeof(ulong)) // as far as filling may have come
            return false;
        ulong held = this.held;
        int count = this.count;
        Fill(ref next, ref held, ref count);
        uint entry = Entry(differences, held);
        if (entry >> 22 != 0)
            return false;
        block[0] = Value(held, entry);
        held <<= (int)entry;
        count -= (int)entry;
        nuint at = 0;
        while (true)
        {
            Take(coefficients, block, places, ref at, ref held, ref count);
            if (at >= 63)
                break;
            Fill(ref next, ref held, ref count);
            Take(coefficients, block, places, ref at, ref held, ref count);
            if (at >= 63)
                break;
        }
        this.next = next;
        this.held = held;
        this.count = count;
        if (at == 63)
        {
            last = 63;
            return true;
        }
        last = (int)at - HuffmanTable.EndOfBlock;
        return (uint)last < 64;
    }

    private static readonly byte[] PinnedPlaces = MakePlaces();

    /// <summary>Where the n-th coefficient of the zigzag lies, row by row; from the 64th on, the place that nobody reads.</summary>
    public static byte* Places => (byte*)Unsafe.AsPointer(ref PinnedPlaces[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(ref byte* next, ref ulong held, ref int count)
    {
        held |= BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(next)) >> count;
        next += (~(uint)count >> 3) & 7;
        count |= 56;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(uint* table, short* block, byte* places, ref nuint at, ref ulong held, ref int count)
    {
        uint entry = Entry(table, held);
        at += entry >> 22;
        block[places[at]] = Value(held, entry);
        held <<= (int)entry;
        count -= (int)entry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Entry(uint* table, ulong held)
    {
        uint entry = table[held >> (64 - HuffmanTable.FirstBits)];
        return (int)entry >= 0
            ? entry
            : table[
                (entry & ~HuffmanTable.Second) + ((held << HuffmanTable.FirstBits) >> (48 + HuffmanTable.FirstBits))
            ];
    }

    // Behind the code: bits that begin with 1 are the number, others the number whose bits are their opposites, negative (figure F.12).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static short Value(ulong held, uint entry)
    {
        ulong bits = held << (int)(entry >> 8);
        ulong opposite = ~(ulong)((long)bits >> 63);
        return (short)((((bits ^ opposite) >> 1 >> (int)(entry >> 16)) ^ opposite) - opposite);
    }

    // ITU T.81, figure 5.
    private static byte[] MakePlaces()
    {
        byte[] places = GC.AllocateArray<byte>(63 + HuffmanTable.Invalid + 1, pinned: true);
        Array.Fill(places, (byte)64);
        int at = 0;
        for (int diagonal = 0; diagonal < 15; diagonal++)
        for (int i = Math.Max(0, diagonal - 7); i <= Math.Min(7, diagonal); i++)
        {
            (int row, int column) = diagonal % 2 == 0 ? (diagonal - i, i) : (i, diagonal - i);
            places[at++] = (byte)(8 * row + column);
        }
        return places;
    }
}
