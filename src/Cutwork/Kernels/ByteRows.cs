namespace Cutwork;

/// <summary>Rows of bytes: the first, and the step to the next.</summary>
internal readonly unsafe struct ByteRows(byte* first, nint stride)
{
    public byte* First { get; } = first;

    public nint Stride { get; } = stride;
}
