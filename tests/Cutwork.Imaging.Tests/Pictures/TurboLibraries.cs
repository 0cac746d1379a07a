namespace Cutwork.Imaging.Tests;

/// <summary>The TurboJPEG libraries of this system; what needs one is skipped where it is not.</summary>
internal static class TurboLibraries
{
    /// <summary>A decoder of its own; its API is "2" or "3".</summary>
    public static TurboDecoder Open(string generation)
    {
        string[] given = (Environment.GetEnvironmentVariable("CUTWORK_TURBOJPEG") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        foreach (string place in TurboLibrary.UsualPlaces.Concat(given))
        {
            TurboDecoder? decoder = TurboLibrary.Find([place]);
            if (decoder?.Generation == generation)
                return decoder;
        }
        Assert.Skip(
            $"There is no libturbojpeg {generation}.x here: install one, or name its file in CUTWORK_TURBOJPEG (paths, separated by '{Path.PathSeparator}')."
        );
        return null;
    }
}
