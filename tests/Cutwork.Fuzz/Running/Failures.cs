using System.Diagnostics;
using System.Security.Cryptography;

namespace Cutwork.Fuzz;

/// <summary>Failures, told apart by exception and place; the first input of each is made small and saved.</summary>
internal sealed class Failures(string folder)
{
    private readonly Dictionary<string, int> counts = [];

    public int Count => counts.Values.Sum();

    /// <summary>Of one target.</summary>
    public int CountOf(Target target) =>
        counts
            .Where(failure => failure.Key.StartsWith($"{target.Name}: ", StringComparison.Ordinal))
            .Sum(failure => failure.Value);

    /// <summary>Notes a failure.</summary>
    /// <param name="target">What failed.</param>
    /// <param name="input">Of what.</param>
    /// <param name="error">How.</param>
    /// <param name="again">Runs an input once more and tells its failure, or null.</param>
    public void Add(Target target, byte[] input, Exception error, Func<byte[], Exception?> again)
    {
        string kind = KindOf(target, error);
        counts[kind] = counts.GetValueOrDefault(kind) + 1;
        if (counts[kind] > 1)
            return;
        byte[] small = Smaller.Of(input, other => again(other) is { } found && KindOf(target, found) == kind);
        string path = Save(target.Name, small);
        Console.WriteLine($"FAILURE {kind}");
        Console.WriteLine($"  {error.Message.ReplaceLineEndings(" ")}");
        Console.WriteLine($"  input: {path}");
    }

    /// <summary>Writes an input down; the path.</summary>
    public string Save(string target, byte[] input)
    {
        Directory.CreateDirectory(Path.Combine(folder, target));
        string name = Convert.ToHexStringLower(SHA256.HashData(input))[..12];
        string path = Path.Combine(folder, target, name);
        File.WriteAllBytes(path, input);
        return path;
    }

    private static string KindOf(Target target, Exception error)
    {
        StackFrame? frame = new StackTrace(error)
            .GetFrames()
            .FirstOrDefault(frame =>
                frame.GetMethod()?.DeclaringType is { FullName: { } name }
                && name.StartsWith("Cutwork.", StringComparison.Ordinal)
                && !name.StartsWith("Cutwork.Fuzz.", StringComparison.Ordinal)
            );
        string place = frame?.GetMethod() is { } method ? $"{method.DeclaringType}.{method.Name}" : "";
        string law = error is LawException ? $" ({error.Message})" : "";
        return $"{target.Name}: {error.GetType().Name}{law} {(law == "" ? place : "")}".TrimEnd();
    }
}
