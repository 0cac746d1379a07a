using System.Runtime.InteropServices;

namespace Cutwork.Cli;

/// <summary>Whether an error says that memory is short: .NET's own, or libtorch's, which TorchSharp hands on as a text.</summary>
internal static class OutOfMemory
{
    // libtorch's words: its own allocator's on Linux and macOS, on Windows, and CUDA's.
    private static readonly string[] Words = ["can't allocate memory", "not enough memory", "out of memory"];

    public static bool Is(Exception error) =>
        error is OutOfMemoryException
        || error is ExternalException
            && Array.Exists(Words, words => error.Message.Contains(words, StringComparison.OrdinalIgnoreCase));
}
