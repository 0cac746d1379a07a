using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Cutwork.Imaging;

/// <summary>Finds TurboJPEG on this system; that there is none is no error.</summary>
internal static class TurboLibrary
{
    /// <summary>
    /// Names that the system's loader looks up, then files where packages of their own kind install: Homebrew, libjpeg-turbo.org.
    /// </summary>
    public static IEnumerable<string> UsualPlaces =>
        OperatingSystem.IsWindows() ? ["turbojpeg.dll"]
        : OperatingSystem.IsMacOS()
            ?
            [
                "libturbojpeg.dylib",
                "/opt/homebrew/lib/libturbojpeg.dylib",
                "/usr/local/lib/libturbojpeg.dylib",
                "/opt/libjpeg-turbo/lib/libturbojpeg.dylib",
            ]
        :
        [
            "libturbojpeg.so.0",
            "/usr/local/lib/libturbojpeg.so.0",
            "/usr/local/lib64/libturbojpeg.so.0",
            "/opt/libjpeg-turbo/lib64/libturbojpeg.so.0",
        ];

    /// <summary>A decoder by the first library that loads and has the functions, or null.</summary>
    public static TurboDecoder? Find(IEnumerable<string> places)
    {
        foreach (string place in places)
            if (Load(place) is { } api)
                return new TurboDecoder(api, place);
        return null;
    }

    private static TurboApi? Load(string place)
    {
        bool found = Path.IsPathRooted(place)
            ? NativeLibrary.TryLoad(place, out nint library)
            : NativeLibrary.TryLoad(
                place,
                typeof(TurboLibrary).Assembly,
                DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories,
                out library
            );
        if (!found)
            return null;
        try
        {
            return NativeLibrary.TryGetExport(library, "tj3Init", out _)
                ? new TurboApi3(library)
                : new TurboApi2(library);
        }
        catch (EntryPointNotFoundException)
        {
            NativeLibrary.Free(library);
            return null;
        }
    }

    /// <summary>As in "2.1.5", or the API's first number where that is all that can be found out.</summary>
    /// <remarks>No function tells it, but every build carries it as text among its messages.</remarks>
    public static string Version(string place, TurboApi api)
    {
        try
        {
            string? path = File.Exists(place) ? place : ModuleOf(api.Address);
            ReadOnlySpan<byte> library = path is null ? [] : File.ReadAllBytes(path);
            ReadOnlySpan<byte> mark = "libjpeg-turbo version "u8;
            int at = library.IndexOf(mark);
            if (at < 0)
                return api.Generation;
            ReadOnlySpan<byte> text = library[(at + mark.Length)..];
            return Encoding.ASCII.GetString(text[..Math.Max(0, text.IndexOfAnyExcept("0123456789."u8))]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return api.Generation;
        }
    }

    private static string? ModuleOf(nint address)
    {
        using Process self = Process.GetCurrentProcess();
        foreach (ProcessModule module in self.Modules)
            using (module)
                if (address >= module.BaseAddress && address - module.BaseAddress < module.ModuleMemorySize)
                    return module.FileName;
        return null;
    }
}
