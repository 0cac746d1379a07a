using System.Runtime.InteropServices;
using TorchSharp;

namespace Cutwork.Cli;

/// <summary>What trainings and studies are said to have run on.</summary>
internal static class TrainingMachine
{
    /// <summary>To be asked when libtorch is loaded.</summary>
    public static string Description =>
        $"{Processor.Name}, {Environment.ProcessorCount} processors, {torch.get_num_threads()} threads of libtorch, {RuntimeInformation.OSDescription}";
}
