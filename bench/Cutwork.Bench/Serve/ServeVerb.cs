using System.CommandLine;

namespace Cutwork.Bench;

/// <summary><c>serve</c>: measures on request, so that a script in another language can alternate with it on one machine.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var command = new Command(
            "serve",
            "Read requests from standard input, one a line, and answer each with one JSON line: list, run OPERATION THREADS SIZE REPEATS."
        );
        Option<int> batch = new("--batch")
        {
            Description = "Images in the batch.",
            DefaultValueFactory = _ => CoreGates.Batch,
        };
        command.Add(batch);
        command.SetAction(parsed =>
        {
            using var server = new Server(parsed.GetValue(batch));
            while (Console.In.ReadLine() is { } line)
            {
                Console.Out.WriteLine(server.Answer(line));
                Console.Out.Flush();
            }
            return 0;
        });
        return command;
    }
}
