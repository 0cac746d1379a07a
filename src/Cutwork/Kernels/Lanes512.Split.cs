using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cutwork;

/// <content>Interleaved pixels into channels.</content>
internal readonly unsafe partial struct Lanes512
{
    /// <summary>A double word in which a shuffle leaves its byte and three zeros.</summary>
    private const uint NoBytes = 0xFFFFFF00;

    // From the pixels that begin a load to those that end it.
    private static Vector512<int> FourWords
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(4);
    }

    /// <remarks>
    /// Four pixels are twelve bytes, three double words. They are brought into a lane of four (the third comes twice), within which each
    /// channel's bytes are picked. In reverse, the last four pixels of a load come into the first lane.
    /// </remarks>
    public static void FillPlaces(float* straight, float* mirrored)
    {
        var there = (uint*)straight;
        var back = (uint*)mirrored;
        for (uint i = 0; i < (uint)Count; i++)
        {
            uint lane = i / 4;
            uint word = Math.Min(i % 4, 2);
            there[i] = 3 * lane + word;
            back[i] = 4 + 3 * (3 - lane) + word;
            for (uint channel = 0; channel < 3; channel++)
            {
                there[(channel + 1) * (uint)Count + i] = NoBytes | (3 * (i % 4) + channel);
                back[(channel + 1) * (uint)Count + i] = NoBytes | (3 * (3 - i % 4) + channel);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Places<Vector512<float>> Places(float* table) =>
        new(
            Vector512.Load(table),
            Vector512.Load(table + Count),
            Vector512.Load(table + 2 * Count),
            Vector512.Load(table + 3 * Count)
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(
        byte* source,
        in Places<Vector512<float>> places,
        out Vector512<float> first,
        out Vector512<float> second,
        out Vector512<float> third
    ) => Split(Vector512.Load(source), places.Words.AsInt32(), places, out first, out second, out third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SplitBefore(
        byte* end,
        in Places<Vector512<float>> places,
        out Vector512<float> first,
        out Vector512<float> second,
        out Vector512<float> third
    ) => Split(Vector512.Load(end - 64), places.Words.AsInt32() + FourWords, places, out first, out second, out third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SplitMirrored(
        byte* source,
        in Places<Vector512<float>> places,
        out Vector512<float> first,
        out Vector512<float> second,
        out Vector512<float> third
    ) => Split(Vector512.Load(source), places.Words.AsInt32() - FourWords, places, out first, out second, out third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SplitMirroredBefore(
        byte* end,
        in Places<Vector512<float>> places,
        out Vector512<float> first,
        out Vector512<float> second,
        out Vector512<float> third
    ) => Split(Vector512.Load(end - 64), places.Words.AsInt32(), places, out first, out second, out third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split(
        Vector512<byte> loaded,
        Vector512<int> words,
        in Places<Vector512<float>> places,
        out Vector512<float> first,
        out Vector512<float> second,
        out Vector512<float> third
    )
    {
        Vector512<byte> pixels = Avx512F.PermuteVar16x32(loaded.AsInt32(), words).AsByte();
        first = Vector512.ConvertToSingle(Avx512BW.Shuffle(pixels, places.First.AsByte()).AsInt32());
        second = Vector512.ConvertToSingle(Avx512BW.Shuffle(pixels, places.Second.AsByte()).AsInt32());
        third = Vector512.ConvertToSingle(Avx512BW.Shuffle(pixels, places.Third.AsByte()).AsInt32());
    }
}
