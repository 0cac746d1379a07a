using Microsoft.Win32.SafeHandles;

namespace Cutwork.Imaging;

internal static class RandomReads
{
    /// <summary>Fills the span from an offset on, from any thread.</summary>
    /// <exception cref="EndOfStreamException">The file ends before.</exception>
    public static void ReadExactly(this SafeFileHandle file, Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            int read = RandomAccess.Read(file, bytes, offset);
            if (read == 0)
                throw new EndOfStreamException("the file is shorter than it was when it was opened");
            bytes = bytes[read..];
            offset += read;
        }
    }
}
