namespace Cutwork;

/// <summary>A run of columns whose pixels are all made in the same way.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Right">The column after the last.</param>
/// <param name="Layer">Which layer is seen: an index into the composition's layers, or one of the constants below.</param>
internal readonly record struct Segment(int Left, int Right, int Layer)
{
    /// <summary>The image's own pixels.</summary>
    public const int Own = -1;

    /// <summary>Several layers at once: these pixels are made stage by stage.</summary>
    public const int Staged = -2;

    public int Width => Right - Left;
}
