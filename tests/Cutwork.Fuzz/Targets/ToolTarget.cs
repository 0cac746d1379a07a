using System.Text.Json;
using Cutwork.Cli;

namespace Cutwork.Fuzz;

/// <summary>An output of <c>cutwork augment</c> with one of its files changed, given to the tool.</summary>
/// <param name="changed">The file.</param>
/// <param name="name">The target's name.</param>
/// <param name="verb">"explain" for the folder, "describe" for the file alone.</param>
internal sealed class ToolTarget(string changed, string name, string verb) : Target
{
    private readonly Scratch scratch = new();
    private string output = "";

    public override string Name => name;

    public override string Promise =>
        (
            verb == "explain"
                ? $"cutwork explain, with --remake and without, of a folder whose {changed} is of any bytes"
                : $"cutwork {verb} of a file of any bytes"
        ) + ": exit code 0, or an error that is no defect; no control characters in what is said";

    public override IReadOnlyList<Type> Refusals { get; } = [typeof(RefusedException)];

    public override int PerMinute => 1_200;

    public override IReadOnlyList<IMutator> Mutators { get; } =
    [new JsonMutator(), new JsonMutator(), new JsonMutator(), new ByteMutator()];

    public override IEnumerable<byte[]> Seeds()
    {
        string folder = scratch["set"];
        (int code, string _, string error) = Call([
            "augment",
            "shapes",
            "--out",
            folder,
            "--limit",
            "4",
            "--size",
            "8",
            "--batch",
            "2",
        ]);
        if (code != 0)
            throw new InvalidOperationException($"augment made no seed: {error}");
        using var first = JsonDocument.Parse(File.ReadLines(Path.Combine(folder, "labels.jsonl")).First());
        output = first.RootElement.GetProperty("file").GetString()!;
        yield return File.ReadAllBytes(Path.Combine(folder, changed));
    }

    public override void Run(byte[] input)
    {
        scratch.Write(Path.Combine("set", changed), input);
        string[] remake = input.Length % 4 == 0 ? ["--remake", scratch["again.png"], "--overwrite"] : [];
        (int code, string said, string error) = Call(
            verb == "explain"
                ? ["explain", scratch["set"], output, .. remake]
                : [verb, scratch[Path.Combine("set", changed)]]
        );
        if (error.Contains("defect", StringComparison.OrdinalIgnoreCase))
            throw new LawException($"it is called a defect: {Words(error)}");
        LawException.Check(
            !error.Contains("not enough memory", StringComparison.Ordinal),
            "memory is missing for a picture of 8×8"
        );
        LawException.Check(code is 0 or 1, $"the exit code is {code}");
        LawException.Check(code == 0 || error.StartsWith("error: ", StringComparison.Ordinal), "an error is not told");
        LawException.Check(
            !(said + error).Any(letter => char.IsControl(letter) && letter != '\n'),
            "control characters reach the terminal"
        );
        if (code != 0)
            throw new RefusedException(error);
    }

    public override void Dispose() => scratch.Dispose();

    private static (int Code, string Output, string Error) Call(string[] words)
    {
        using var said = new StringWriter();
        using var error = new StringWriter();
        int code = CommandLine.RunAsync(words, new Terminal(said, error)).GetAwaiter().GetResult();
        return (code, said.ToString(), error.ToString());
    }

    // What kind of error it is: its first line of words, without what is quoted from the input.
    private static string Words(string error)
    {
        string line = error.Split('\n').First(line => line.Contains("defect", StringComparison.OrdinalIgnoreCase));
        return new string([.. line.Where(letter => char.IsAsciiLetter(letter) || letter is ' ' or '.')])[
            ..Math.Min(line.Count(letter => char.IsAsciiLetter(letter) || letter is ' ' or '.'), 100)
        ];
    }

    /// <summary>The tool said what is wrong.</summary>
    private sealed class RefusedException(string message) : Exception(message);
}
