using System.Globalization;

namespace Cutwork.Fuzz;

/// <summary>Executions and failures of each target, added to those of earlier runs in a file of tab-separated lines.</summary>
internal sealed class Table
{
    private readonly SortedDictionary<string, (long Executions, long Failures)> rows = new(StringComparer.Ordinal);

    /// <summary>Reads a file, where it is there.</summary>
    public Table(string? path)
    {
        if (path is null || !File.Exists(path))
            return;
        foreach (string line in File.ReadLines(path))
            if (line.Split('\t') is [var name, var executions, var failures])
                rows[name] = (
                    long.Parse(executions, CultureInfo.InvariantCulture),
                    long.Parse(failures, CultureInfo.InvariantCulture)
                );
    }

    public void Add(string name, long executions, long failures)
    {
        (long executionsBefore, long failuresBefore) = rows.GetValueOrDefault(name);
        rows[name] = (executionsBefore + executions, failuresBefore + failures);
    }

    public void Save(string path) =>
        File.WriteAllLines(path, rows.Select(row => $"{row.Key}\t{row.Value.Executions}\t{row.Value.Failures}"));

    /// <summary>A table in Markdown, with the promises.</summary>
    public void Print(IReadOnlyDictionary<string, string> promises)
    {
        Console.WriteLine("| target | executions | failures | promise |");
        Console.WriteLine("|---|---:|---:|---|");
        foreach ((string name, (long executions, long failures)) in rows)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {executions:N0} | {failures:N0} | {promises.GetValueOrDefault(name)} |"
                )
            );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| all | {rows.Values.Sum(row => row.Executions):N0} | {rows.Values.Sum(row => row.Failures):N0} | |"
            )
        );
    }
}
