using System.CommandLine;

namespace Cutwork.Bench;

/// <summary><c>gates</c>: every bound that the library has to keep; exit code 1 where one is missed.</summary>
internal static class GatesVerb
{
    public static Command Create()
    {
        var command = new Command("gates", "Measure every gate; exit code 1 where one is missed.");
        Option<bool> json = new("--json") { Description = "One JSON object a line instead of the table." };
        Option<bool> alone = new("--no-peers") { Description = "Without TorchSharp." };
        command.Add(json);
        command.Add(alone);
        command.SetAction(
            (parsed, cancellation) =>
                Task.Run(
                    () => GateRun.Print(parsed.GetValue(json), peers: !parsed.GetValue(alone), cancellation),
                    CancellationToken.None
                )
        );
        return command;
    }
}
