namespace Cutwork.Cli.Tests;

/// <summary>Data kept beside a checkout, never in it; what needs it is skipped where it is not.</summary>
internal static class SharedData
{
    public static string File(params string[] parts)
    {
        string path = Path.Combine([Root ?? "", "data", .. parts]);
        if (Root is null || !(System.IO.File.Exists(path) || Directory.Exists(path)))
            Assert.Skip(
                $"data/{string.Join('/', parts)} is not here: set CUTWORK_SHARED to the folder that holds data/."
            );
        return path;
    }

    private static string? Root { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CUTWORK_SHARED") is { Length: > 0 } given)
            return given;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "shared", "data")))
                return Path.Combine(folder.FullName, "shared");
        return null;
    }
}
