using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cutwork.Imaging;

internal static unsafe partial class HorizontalPass
{
    /// <summary>Blocks of sixteen elements that follow each other, by twos.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Pick(byte* first, byte* second, TapBlocks blocks, byte* to, byte* and)
    {
        byte* entry = blocks.Table;
        int* start = blocks.Starts;
        int chunks = blocks.Chunks;
        Vector512<byte> half = Vector512.Create(1 << (Taps.Bits - 1)).AsByte();
        // Packed, each part holds four elements of both blocks of one row and of the other.
        Vector512<int> order = Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        for (int block = blocks.Blocks; block > 0; block -= 2)
        {
            Sum(
                first,
                second,
                chunks,
                half,
                ref entry,
                ref start,
                out Vector512<byte> left,
                out Vector512<byte> otherLeft
            );
            Sum(
                first,
                second,
                chunks,
                half,
                ref entry,
                ref start,
                out Vector512<byte> right,
                out Vector512<byte> otherRight
            );
            Vector512<byte> packed = ByteLanes512.Pack(left, right, otherLeft, otherRight);
            packed = Avx512F.PermuteVar16x32(packed.AsInt32(), order).AsByte();
            packed.GetLower().Store(to);
            packed.GetUpper().Store(and);
            to += 32;
            and += 32;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum(
        byte* first,
        byte* second,
        int chunks,
        Vector512<byte> half,
        ref byte* entry,
        ref int* start,
        out Vector512<byte> sum,
        out Vector512<byte> other
    )
    {
        Start<ByteLanes512, Vector512<byte>, Picked>(
            first,
            second,
            entry,
            start,
            half,
            half,
            out Vector512<byte> high,
            out Vector512<byte> low,
            out Vector512<byte> otherHigh,
            out Vector512<byte> otherLow
        );
        entry += TapBlocks.Entry;
        start += 4;
        for (int chunk = 1; chunk < chunks; chunk++)
        {
            Add<ByteLanes512, Vector512<byte>, Picked>(
                first,
                second,
                entry,
                start,
                ref high,
                ref low,
                ref otherHigh,
                ref otherLow
            );
            entry += TapBlocks.Entry;
            start += 4;
        }
        sum = ByteLanes512.Round(high, low);
        other = ByteLanes512.Round(otherHigh, otherLow);
    }
}
