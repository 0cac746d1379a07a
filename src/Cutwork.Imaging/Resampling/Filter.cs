namespace Cutwork.Imaging;

/// <summary>How <see cref="Resampler"/> weighs the source's pixels.</summary>
public enum Filter
{
    /// <summary>
    /// A triangle over the neighbors, as wide as the image shrinks, so that nothing aliases: the bytes of Pillow's
    /// <c>Image.resize(size, BILINEAR, box)</c>.
    /// </summary>
    Bilinear,

    /// <summary>
    /// Keys' cubic with a = −0.5, as wide as the image shrinks, so that nothing aliases: the bytes of Pillow's
    /// <c>Image.resize(size, BICUBIC, box)</c>.
    /// </summary>
    Bicubic,

    /// <summary>
    /// The two neighbors on each axis however much the image shrinks, the border repeated: the bytes of OpenCV's
    /// <c>cv2.resize(part, size, interpolation=INTER_LINEAR)</c>.
    /// </summary>
    BilinearPlain,

    /// <summary>
    /// The pixel under the center, no new values; for masks: the bytes of Pillow's <c>Image.resize(size, NEAREST, box)</c>.
    /// </summary>
    Nearest,
}
