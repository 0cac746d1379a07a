using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Cutwork.Files;

/// <summary>Says each step that changes files, just before it is made.</summary>
/// <remarks>
/// The folder is compiled into each package that writes files: no package sees another one's internals. Steps of all of them come together in .NET's own
/// listeners under one name, where tests record their order, stop the process, or throw what a full disk would. Where nobody listens, a step is one comparison.
/// </remarks>
internal static class FileStep
{
    /// <summary>The name of the <see cref="DiagnosticListener"/>; an event is called as the step, its payload is the path.</summary>
    public const string Source = "Cutwork.Files";

    public const string Create = "create";
    public const string Flush = "flush";
    public const string FlushAll = "flush-all";
    public const string FlushFolder = "flush-folder";
    public const string Rename = "rename";
    public const string Replace = "replace";
    public const string Exchange = "exchange";
    public const string Remove = "remove";

    private static readonly DiagnosticListener Listener = new(Source);

    [UnconditionalSuppressMessage(
        "Trimming",
        "IL2026",
        Justification = "The payload is a string, which has no members to lose."
    )]
    public static void Announce(string step, string path)
    {
        if (Listener.IsEnabled())
            Listener.Write(step, path);
    }
}
