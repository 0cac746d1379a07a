using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
// THSTensor_new(data, deleter, sizes, dimensions, type, type, device, its index, requires_grad).
using unsafe NewTensor = delegate* unmanaged<
    nint,
    delegate* unmanaged<nint, void>,
    long*,
    int,
    sbyte,
    sbyte,
    int,
    int,
    byte,
    nint>;

namespace Cutwork.TorchSharp;

/// <summary>Tensors over memory that is lent until libtorch has let go of their storage.</summary>
/// <remarks>
/// TorchSharp's own way to a tensor over foreign memory, <c>from_array</c>, pins a managed array and tells nobody when the storage is freed. What it
/// is made of tells: <c>THSTensor_new</c> of its native library takes a function that libtorch calls then, from whatever thread lets go last.
/// </remarks>
internal static unsafe class LentStorage
{
    private const string Export = "THSTensor_new";

    private static readonly ConcurrentDictionary<nint, IDisposable> Lent = new();

    private static readonly NewTensor New = Find();

    /// <summary>False where this version of TorchSharp has another way of making tensors.</summary>
    public static bool IsKnown => New != null;

    /// <summary>Storages that libtorch holds.</summary>
    public static int Count => Lent.Count;

    /// <summary>A contiguous tensor over memory whose owner is disposed when no tensor is left that shares its storage.</summary>
    public static Tensor Lend(nint address, IDisposable owner, ScalarType type, ReadOnlySpan<long> shape)
    {
        if (!Lent.TryAdd(address, owner))
            throw new InvalidOperationException("This memory is lent to a tensor already; rent another batch.");
        nint handle;
        fixed (long* sizes = shape)
            handle = New(address, &GiveBack, sizes, shape.Length, (sbyte)type, (sbyte)type, (int)DeviceType.CPU, -1, 0);
        if (handle == 0)
        {
            Lent.TryRemove(address, out _);
            CheckForErrors();
        }
        return Wrap(handle, true);
    }

    [UnmanagedCallersOnly]
    private static void GiveBack(nint address)
    {
        if (Lent.TryRemove(address, out IDisposable? owner))
            owner.Dispose();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern Tensor Wrap(nint handle, bool register);

    private static NewTensor Find()
    {
        InitializeDeviceType(DeviceType.CPU); // TorchSharp finds and loads libtorch
        Type[] import =
        [
            typeof(nint),
            typeof(Delegate),
            typeof(nint),
            typeof(int),
            typeof(sbyte),
            typeof(sbyte),
            typeof(int),
            typeof(int),
            typeof(bool),
        ];
        MethodInfo? own = typeof(torch)
            .Assembly.GetType("TorchSharp.PInvoke.NativeMethods")
            ?.GetMethod(Export, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic);
        bool isTheSame =
            own is not null
            && own.ReturnType == typeof(nint)
            && own.GetParameters()
                .Select(parameter => parameter.ParameterType)
                .Select(type => type.IsSubclassOf(typeof(Delegate)) ? typeof(Delegate) : type)
                .SequenceEqual(import)
            && typeof(Tensor).GetConstructor(
                BindingFlags.Instance | BindingFlags.NonPublic,
                [typeof(nint), typeof(bool)]
            )
                is not null;
        return
            isTheSame
            && NativeLibrary.TryLoad("LibTorchSharp", typeof(torch).Assembly, null, out nint library)
            && NativeLibrary.TryGetExport(library, Export, out nint address)
            ? (NewTensor)address
            : null;
    }
}
