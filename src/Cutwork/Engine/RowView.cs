namespace Cutwork;

/// <summary>Rows of pixels somewhere in memory: the first element, and the steps to the next row and the next plane.</summary>
/// <remarks>Planar rows have one run of elements per channel; interleaved ones a single run with all channels.</remarks>
internal readonly unsafe struct RowView<T>(T* first, nint rowStride, nint planeStride, bool isMirrored = false)
    where T : unmanaged
{
    public T* First { get; } = first;

    public nint RowStride { get; } = rowStride;

    /// <summary>0 where one plane serves all channels, or where there are no planes.</summary>
    public nint PlaneStride { get; } = planeStride;

    /// <summary>True where the pixels of a row are to be read in reverse.</summary>
    public bool IsMirrored { get; } = isMirrored;

    public T* At(int plane, int row) => First + plane * PlaneStride + row * RowStride;
}
