namespace Cutwork.Bench;

/// <summary>All gates, told as they are measured.</summary>
internal static class GateRun
{
    /// <summary>Figures in the order in which they are measured: "core", "peers", or all.</summary>
    public static IEnumerable<Figure> Run(string? only, CancellationToken cancellation) =>
        only switch
        {
            "core" => CoreGates.Run(cancellation),
            "peers" => PeerGates.Run(cancellation),
            _ => CoreGates.Run(cancellation).Concat(PeerGates.Run(cancellation)),
        };

    public static int Print(bool json, string? only, CancellationToken cancellation)
    {
        var figures = new List<Figure>();
        foreach (Figure figure in Run(only, cancellation))
        {
            figures.Add(figure);
            if (json)
                Console.WriteLine(figure.ToJson("gate"));
            else
                Console.WriteLine(GateLine.Of(figure));
        }
        Figure[] missed = [.. figures.Where(figure => figure.Passes == false)];
        int gates = figures.Count(figure => figure.Passes is not null);
        if (!json)
            Console.WriteLine($"{gates - missed.Length} of {gates} gates kept");
        return missed.Length == 0 ? 0 : 1;
    }
}
