using System.CommandLine;

namespace Cutwork.Bench;

/// <summary><c>gates</c>: every bound that the library has to keep; exit code 1 where one is missed.</summary>
internal static class GatesVerb
{
    public static Command Create()
    {
        var command = new Command("gates", "Measure every gate; exit code 1 where one is missed.");
        Option<bool> json = new("--json") { Description = "One JSON object a line instead of the table." };
        Option<string?> only = new("--only")
        {
            Description = "core: what .NET alone can measure; peers: the rows with TorchSharp.",
            HelpName = "PART",
        };
        only.AcceptOnlyFromAmong("core", "peers");
        command.Add(json);
        command.Add(only);
        command.SetAction(
            (parsed, cancellation) =>
                Task.Run(
                    () => GateRun.Print(parsed.GetValue(json), parsed.GetValue(only), cancellation),
                    CancellationToken.None
                )
        );
        return command;
    }
}
