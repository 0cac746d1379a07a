namespace Cutwork.Imaging;

/// <summary>The file formats pictures are written in.</summary>
public enum PictureFormat
{
    /// <summary>Lossless; one-channel pictures become gray PNG files.</summary>
    Png,

    /// <summary>Lossy, without chroma subsampling from quality 90 on; sides up to 65,500 pixels.</summary>
    Jpeg,

    /// <summary>Lossy; sides up to 16,383 pixels.</summary>
    WebP,
}
