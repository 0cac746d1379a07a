using System.Globalization;
using System.Text.Json.Nodes;

namespace Cutwork.Bench;

/// <summary>Answers requests for times.</summary>
internal sealed class Server(int batch) : IDisposable
{
    private static readonly TimeSpan Warming = TimeSpan.FromMilliseconds(500);
    private readonly Dictionary<int, (Workbench Bench, Operations Operations)> benches = [];
    private readonly Dictionary<int, Gang> gangs = [];
    private readonly HashSet<(string, int, int)> warmed = [];

    /// <summary>One JSON line; a request that can't be met is answered with an error, and the next one is read.</summary>
    public string Answer(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            JsonObject answer = words switch
            {
                ["list"] => List(),
                ["run", var operation, var threads, var size, var repeats] => Run(
                    operation,
                    Number(threads),
                    Number(size),
                    Number(repeats)
                ),
                _ => throw new FormatException("Write `list` or `run OPERATION THREADS SIZE REPEATS`."),
            };
            return answer.ToJsonString();
        }
        catch (Exception error) when (error is FormatException or ArgumentException or OutOfMemoryException)
        {
            return new JsonObject { ["error"] = error.Message }.ToJsonString();
        }
    }

    public void Dispose()
    {
        foreach (Gang gang in gangs.Values)
            gang.Dispose();
        foreach ((Workbench bench, _) in benches.Values)
            bench.Dispose();
    }

    private JsonObject List()
    {
        (Workbench bench, Operations operations) = At(32);
        return new JsonObject
        {
            ["operations"] = new JsonArray([.. operations.Names.Select(name => JsonValue.Create(name))]),
            ["limits"] = new JsonArray([.. bench.Limits.Select(limit => JsonValue.Create(NameOf(limit)))]),
        };
    }

    private JsonObject Run(string name, int threads, int size, int repeats)
    {
        (Workbench bench, Operations operations) = At(size);
        Limit? limit = bench.Limits.FirstOrDefault(limit => NameOf(limit) == name);
        if (limit is null && !operations.Names.Contains(name))
            throw new FormatException($"There is no operation \"{name}\"; `list` names them.");
        if (!gangs.TryGetValue(threads, out Gang? gang))
            gangs[threads] = gang = new Gang(threads);
        var options = new ApplyOptions { MaxDegreeOfParallelism = threads };
        if (limit is null && warmed.Add((name, threads, size)))
            Rounds.Warm(operations[name], options, Warming);
        else
            limit?.Time(gang);
        double[] times = new double[repeats];
        for (int i = 0; i < repeats; i++)
            times[i] = limit?.Time(gang) ?? Rounds.Time(operations[name], options);
        return new JsonObject
        {
            ["operation"] = name,
            ["threads"] = threads,
            ["size"] = size,
            ["batch"] = batch,
            ["ms"] = new JsonArray([.. times.Select(time => JsonValue.Create(time))]),
        };
    }

    private (Workbench Bench, Operations Operations) At(int size)
    {
        if (!benches.TryGetValue(size, out (Workbench, Operations) found))
        {
            var bench = new Workbench(new Size(size, size), batch);
            benches[size] = found = (bench, new Operations(bench));
        }
        return found;
    }

    private static string NameOf(Limit limit) => $"limit-{limit.Name.Replace(' ', '-')}";

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1
            ? number
            : throw new FormatException($"\"{text}\" is not a whole number of at least 1.");
}
