using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cutwork.Imaging;

/// <summary>Numbers of 128 bits or less, each in twice or four times its bits: by one instruction where there is one.</summary>
internal static unsafe class Widening
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ToInt32(Vector128<short> numbers) =>
        Avx2.IsSupported
            ? Avx2.ConvertToVector256Int32(numbers)
            : Vector256.Create(Vector128.WidenLower(numbers), Vector128.WidenUpper(numbers));

    /// <summary>16 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> ToInt16(byte* bytes) =>
        Avx2.IsSupported
            ? Avx2.ConvertToVector256Int16(bytes)
            : Vector256
                .Create(Vector128.WidenLower(Vector128.Load(bytes)), Vector128.WidenUpper(Vector128.Load(bytes)))
                .AsInt16();
}
