using System.Runtime.InteropServices;

namespace Cutwork.Cli;

/// <summary>What trainings and studies are said to have run on.</summary>
internal static class TrainingMachine
{
    /// <summary>With as many of libtorch's threads.</summary>
    public static string Description(int threads) =>
        $"{Processor.Name}, {Counted(Environment.ProcessorCount, "processor")}, {Counted(threads, "thread")} of libtorch, {RuntimeInformation.OSDescription}";

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
