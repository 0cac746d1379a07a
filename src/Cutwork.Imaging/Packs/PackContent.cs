namespace Cutwork.Imaging;

/// <summary>What a pack holds of each sample: the version of its format.</summary>
internal enum PackContent : uint
{
    /// <summary>Decoded pixels.</summary>
    Pixels = 1,

    /// <summary>Image files, as they are.</summary>
    Files = 2,
}
