using System.Diagnostics;
using Cutwork.Tests.Files;

/// <summary>
/// What .NET runs before the tool's own beginning where DOTNET_STARTUP_HOOKS names these tests: so that the tool itself, as it is shipped, stops at a step of
/// its files' work. It must have this name and no namespace.
/// </summary>
internal static class StartupHook
{
    /// <summary>The step to stop before, counted from 0; the steps are listed in a file where it is left out.</summary>
    public const string StopVariable = "CUTWORK_TESTS_STOP_BEFORE";

    /// <summary>Only steps at paths below it count.</summary>
    public const string FolderVariable = "CUTWORK_TESTS_FOLDER";

    /// <summary>Where steps are listed.</summary>
    public const string ListVariable = "CUTWORK_TESTS_LIST";

    private static StepWatch? watch;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { } folder)
            return;
        string? list = Environment.GetEnvironmentVariable(ListVariable);
        int left = int.TryParse(Environment.GetEnvironmentVariable(StopVariable), out int stop) ? stop : int.MaxValue;
        watch = new StepWatch(
            folder,
            (step, path) =>
            {
                if (list is not null)
                    File.AppendAllText(list, $"{step} {Path.GetFileName(path)}\n");
                if (left-- == 0)
                    Process.GetCurrentProcess().Kill();
            }
        );
    }
}
