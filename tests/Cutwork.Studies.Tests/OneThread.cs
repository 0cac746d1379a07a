using System.Runtime.CompilerServices;

namespace Cutwork.Studies.Tests;

/// <summary>libtorch's threads wait for each other at every operation: beside other tests, two take many times as long as one.</summary>
internal static class OneThread
{
    [ModuleInitializer]
    internal static void Set() => global::TorchSharp.torch.set_num_threads(1);
}
