namespace Cutwork.Imaging;

/// <summary>Which files count as pictures.</summary>
internal static class PictureFiles
{
    public const string Extensions = ".jpg, .jpeg, .jpe, .jfif, .png, .webp, .bmp or .gif";

    /// <summary>By the extension alone: what a file really holds is found when it is read.</summary>
    public static bool IsPicture(string name) => IsPictureExtension(Path.GetExtension(name).ToLowerInvariant());

    /// <summary>True for one of the extensions, its dot included, in small letters.</summary>
    public static bool IsPictureExtension(string extension) =>
        extension is ".jpg" or ".jpeg" or ".jpe" or ".jfif" or ".png" or ".webp" or ".bmp" or ".gif";
}
