using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork;

/// <content>Where the channels of interleaved pixels go.</content>
internal readonly unsafe partial struct Lanes512
{
    // Lane i of four pixels takes the three double words that hold them: 3i, 3i + 1, 3i + 2.
    private static Vector512<int> Pixels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 11);
    }

    private static Vector512<int> LastPixels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(4, 5, 6, 6, 7, 8, 9, 9, 10, 11, 12, 12, 13, 14, 15, 15);
    }

    // Each double word takes its channel's byte and three zeros.
    private static Vector512<byte> First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector512
                .Create(
                    0xFFFFFF00u,
                    0xFFFFFF03u,
                    0xFFFFFF06u,
                    0xFFFFFF09u,
                    0xFFFFFF00u,
                    0xFFFFFF03u,
                    0xFFFFFF06u,
                    0xFFFFFF09u,
                    0xFFFFFF00u,
                    0xFFFFFF03u,
                    0xFFFFFF06u,
                    0xFFFFFF09u,
                    0xFFFFFF00u,
                    0xFFFFFF03u,
                    0xFFFFFF06u,
                    0xFFFFFF09u
                )
                .AsByte();
    }

    private static Vector512<byte> Second
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector512
                .Create(
                    0xFFFFFF01u,
                    0xFFFFFF04u,
                    0xFFFFFF07u,
                    0xFFFFFF0Au,
                    0xFFFFFF01u,
                    0xFFFFFF04u,
                    0xFFFFFF07u,
                    0xFFFFFF0Au,
                    0xFFFFFF01u,
                    0xFFFFFF04u,
                    0xFFFFFF07u,
                    0xFFFFFF0Au,
                    0xFFFFFF01u,
                    0xFFFFFF04u,
                    0xFFFFFF07u,
                    0xFFFFFF0Au
                )
                .AsByte();
    }

    private static Vector512<byte> Third
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector512
                .Create(
                    0xFFFFFF02u,
                    0xFFFFFF05u,
                    0xFFFFFF08u,
                    0xFFFFFF0Bu,
                    0xFFFFFF02u,
                    0xFFFFFF05u,
                    0xFFFFFF08u,
                    0xFFFFFF0Bu,
                    0xFFFFFF02u,
                    0xFFFFFF05u,
                    0xFFFFFF08u,
                    0xFFFFFF0Bu,
                    0xFFFFFF02u,
                    0xFFFFFF05u,
                    0xFFFFFF08u,
                    0xFFFFFF0Bu
                )
                .AsByte();
    }

    private static Vector512<int> MirroredPixels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(9, 10, 11, 11, 6, 7, 8, 8, 3, 4, 5, 5, 0, 1, 2, 2);
    }

    private static Vector512<int> MirroredLastPixels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(13, 14, 15, 15, 10, 11, 12, 12, 7, 8, 9, 9, 4, 5, 6, 6);
    }

    private static Vector512<byte> MirroredFirst
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector512
                .Create(
                    0xFFFFFF09u,
                    0xFFFFFF06u,
                    0xFFFFFF03u,
                    0xFFFFFF00u,
                    0xFFFFFF09u,
                    0xFFFFFF06u,
                    0xFFFFFF03u,
                    0xFFFFFF00u,
                    0xFFFFFF09u,
                    0xFFFFFF06u,
                    0xFFFFFF03u,
                    0xFFFFFF00u,
                    0xFFFFFF09u,
                    0xFFFFFF06u,
                    0xFFFFFF03u,
                    0xFFFFFF00u
                )
                .AsByte();
    }

    private static Vector512<byte> MirroredSecond
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector512
                .Create(
                    0xFFFFFF0Au,
                    0xFFFFFF07u,
                    0xFFFFFF04u,
                    0xFFFFFF01u,
                    0xFFFFFF0Au,
                    0xFFFFFF07u,
                    0xFFFFFF04u,
                    0xFFFFFF01u,
                    0xFFFFFF0Au,
                    0xFFFFFF07u,
                    0xFFFFFF04u,
                    0xFFFFFF01u,
                    0xFFFFFF0Au,
                    0xFFFFFF07u,
                    0xFFFFFF04u,
                    0xFFFFFF01u
                )
                .AsByte();
    }

    private static Vector512<byte> MirroredThird
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector512
                .Create(
                    0xFFFFFF0Bu,
                    0xFFFFFF08u,
                    0xFFFFFF05u,
                    0xFFFFFF02u,
                    0xFFFFFF0Bu,
                    0xFFFFFF08u,
                    0xFFFFFF05u,
                    0xFFFFFF02u,
                    0xFFFFFF0Bu,
                    0xFFFFFF08u,
                    0xFFFFFF05u,
                    0xFFFFFF02u,
                    0xFFFFFF0Bu,
                    0xFFFFFF08u,
                    0xFFFFFF05u,
                    0xFFFFFF02u
                )
                .AsByte();
    }
}
