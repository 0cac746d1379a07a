using System.CommandLine;
using System.Text.RegularExpressions;

namespace Cutwork.Cli;

/// <summary>The option --device.</summary>
internal static partial class DeviceOption
{
    public static Option<string> Create() =>
        new("--device")
        {
            Description = "Where the network is computed: cpu, or cuda, cuda:1, mps where libtorch has it.",
            HelpName = "DEVICE",
            DefaultValueFactory = _ => TrainingDevice.Processor,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (!IsName(text))
                    result.AddError($"--device: \"{text}\" is not cpu, cuda, cuda:1 (or another number), or mps.");
                return text;
            },
        };

    /// <summary>Whether libtorch may have a device of that name.</summary>
    public static bool IsName(string text) => Names().IsMatch(text);

    [GeneratedRegex(@"\A(cpu|mps|cuda(:[0-9]+)?)\z")]
    private static partial Regex Names();
}
