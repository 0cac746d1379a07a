using System.Runtime.CompilerServices;

namespace Cutwork;

/// <summary>Calls the 512-bit noise with the stack where its registers are put aside within cache lines.</summary>
/// <remarks>
/// The loops keep more vectors than there are registers; .NET puts the others on the stack, which is aligned to 16 bytes alone. Where a
/// 64-byte vector lies across two lines it comes back late, and a process ran at 0.6 of the speed or not by the chance of where its stack
/// began: 0.87 or 1.35 G normals/s, 1.3 or 2.4 G uniform numbers/s (Zen 4, .NET 10.0.12). Room is taken on the stack so that the call always
/// begins at the better place. The numbers drawn do not depend on it.
/// </remarks>
internal static unsafe class StackPhase
{
    /// <summary>Where the stack begins at the call, modulo 32; the other place is the slow one.</summary>
    private const int Better = 16;

    private const int Period = 32;

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Normal(in NoiseRows rows, in PhiloxKeys keys)
    {
        byte* here = stackalloc byte[16];
        byte* room = stackalloc byte[Room(here)];
        room[0] = here[0] = 0;
        Noise512.Normal(rows, keys);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Uniform(in NoiseRows rows, in PhiloxKeys keys)
    {
        byte* here = stackalloc byte[16];
        byte* room = stackalloc byte[Room(here)];
        room[0] = here[0] = 0;
        Noise512.Uniform(rows, keys);
    }

    /// <summary>Bytes, at least one, that bring the stack to the better place.</summary>
    private static int Room(byte* here) => Period + (((int)((nuint)here % Period) - Better + Period) % Period);
}
