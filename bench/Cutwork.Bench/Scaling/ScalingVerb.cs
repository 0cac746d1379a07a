using System.CommandLine;
using System.Globalization;

namespace Cutwork.Bench;

/// <summary><c>scaling</c>: cost against batch, image, strokes and threads, as CSV files and plots.</summary>
internal static class ScalingVerb
{
    private static readonly TimeSpan LimitTime = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var command = new Command("scaling", "Measure how cost grows; CSV files, PNG and SVG plots.");
        Option<string> output = new("--out") { Description = "The folder to write to.", Required = true };
        command.Add(output);
        command.SetAction(
            (parsed, cancellation) =>
                Task.Run(() => Run(parsed.GetRequiredValue(output), cancellation), CancellationToken.None)
        );
        return command;
    }

    private static int Run(string folder, CancellationToken cancellation)
    {
        double speed;
        using (var bench = new Workbench(new Size(224, 224), CoreGates.Batch))
        using (var gang = new Gang(1))
            speed = Rounds.Measure(bench.Widening, gang, int.MaxValue, LimitTime, cancellation).Value;
        foreach (Sweep sweep in Sweeps.Run(cancellation))
        {
            SweepFiles.Write(sweep, folder, speed);
            Console.WriteLine($"{sweep.Name}: {sweep.Title}");
            foreach (Curve curve in sweep.Curves)
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"  {curve.Name, -28} {(curve.Threads == 0 ? "all" : curve.Threads), 3} threads: time grows as ({sweep.Axis})^{curve.Slope:0.00}; {curve.Points[0].Milliseconds:0.####} ms … {curve.Points[^1].Milliseconds:0.####} ms"
                    )
                );
        }
        Console.WriteLine($"written to {folder}");
        return 0;
    }
}
