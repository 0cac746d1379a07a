namespace Cutwork.Bench;

/// <summary>The gates as a page.</summary>
internal static class GatesDocument
{
    public static IEnumerable<string> Lines(
        IReadOnlyList<Figure> figures,
        IReadOnlyList<(string Name, string Value)> versions
    )
    {
        yield return "# Gates";
        yield return "";
        yield return "Written by `dotnet run -c Release --project bench/Cutwork.Bench -- results`; "
            + "[bench/README.md](../../README.md) says what each figure means.";
        yield return "";
        yield return "| | |";
        yield return "|---|---|";
        foreach ((string name, string value) in versions)
            yield return $"| {name} | {value} |";
        yield return "";
        yield return "| | measured | threads | value | bound | middle half | median times |";
        yield return "|---|---|---|---|---|---|---|";
        foreach (Figure figure in figures)
            yield return $"| {GateLine.Verdict(figure)} | {figure.Name} | {figure.Threads} | {GateLine.Value(figure, figure.Value)} | {GateLine.Bound(figure)} | {GateLine.Between(figure)} | {GateLine.Times(figure)} |";
    }
}
