namespace Cutwork.Imaging;

/// <summary>Why a file could not be read at all, in words for its owner.</summary>
internal static class FileDamage
{
    public static string Describe(string path, Exception error) =>
        error switch
        {
            UnauthorizedAccessException when Directory.Exists(path) => "it is a folder, not a file.",
            UnauthorizedAccessException => "there is no permission to read it.",
            // .NET turns bytes that are not UTF-8 into U+FFFD when it lists a folder, and cannot open the result.
            FileNotFoundException when path.Contains('\uFFFD') =>
                "its name is not valid UTF-8, and .NET cannot open such files; rename it.",
            FileNotFoundException when new FileInfo(path).LinkTarget is { } target =>
                $"it is a link to {SafeName.Show(target)}, and there is no such file.",
            FileNotFoundException or DirectoryNotFoundException => "there is no such file.",
            _ => $"it cannot be read ({error.Message.TrimEnd('.')}).",
        };
}
