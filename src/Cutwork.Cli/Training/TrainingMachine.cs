using System.Runtime.InteropServices;
using TorchSharp;

namespace Cutwork.Cli;

/// <summary>What trainings and studies are said to have run on.</summary>
internal static class TrainingMachine
{
    /// <summary>To be asked when libtorch is loaded.</summary>
    public static string Description =>
        $"{Processor.Name}, {Counted(Environment.ProcessorCount, "processor")}, {Counted(torch.get_num_threads(), "thread")} of libtorch, {RuntimeInformation.OSDescription}";

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
