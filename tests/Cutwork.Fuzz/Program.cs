using System.Diagnostics;
using System.Globalization;
using Cutwork.Fuzz;

// Changed inputs by the million, each target with its contract. eng/fuzz.sh says how it is called.
var options = FuzzOptions.Parse(args);
if (options is null)
    return 2;
if (options.Lists || options.Printed is not null)
{
    Target[] known = [.. AllTargets.Make()];
    if (options.Lists)
        Console.WriteLine(string.Join('\n', known.Select(target => target.Name)));
    else
        new Table(options.Printed).Print(known.ToDictionary(target => target.Name, target => target.Promise));
    foreach (Target target in known)
        target.Dispose();
    return 0;
}
Directory.CreateDirectory(options.Folder);
string running = Path.Combine(options.Folder, "running");
if (options.ReportsDeath)
{
    if (Watch.ReadLast(running) is var (died, last))
        Console.WriteLine($"FAILURE {died}: the process died of {new Failures(options.Folder).Save(died, last)}");
    return 3;
}

Target[] targets = [.. AllTargets.Make().Where(target => options.Takes(target.Name))];
if (options.Replayed is { } replayed)
{
    targets[0].Seeds().ToArray();
    targets[0].Run(File.ReadAllBytes(replayed));
    Console.WriteLine("accepted");
    return 0;
}

var failures = new Failures(options.Folder);
int code = 0;
using (var watch = new Watch(running, () => Environment.Exit(4)))
{
    Runner[] runners = [.. targets.Select(target => new Runner(target, options.Seed, failures, watch))];
    var clock = Stopwatch.StartNew();
    if (options.IsCounted)
        foreach (Runner runner in runners)
        {
            long count = (long)(runner.Target.PerMinute * options.Minutes);
            for (long i = 0; i < count; i++)
                runner.Step();
        }
    else
        while (clock.Elapsed.TotalMinutes < options.Minutes)
            foreach (Runner runner in runners)
            {
                long until = clock.ElapsedMilliseconds + 1000;
                while (clock.ElapsedMilliseconds < until)
                    runner.Step();
            }

    var all = new Table(options.Table);
    foreach (Runner runner in runners)
    {
        all.Add(runner.Target.Name, runner.Executions, failures.CountOf(runner.Target));
        if (runner.RefusedSeeds > 0)
        {
            Console.WriteLine($"FAILURE {runner.Target.Name}: {runner.RefusedSeeds} seeds are not accepted");
            code = 1;
        }
    }
    foreach (Runner runner in runners)
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{runner.Target.Name, -12} {runner.Executions, 12:N0} executions, {failures.CountOf(runner.Target)} failures, {100.0 * runner.Accepted / runner.Executions, 5:0.0} % accepted, the slowest {runner.Slowest.TotalMilliseconds:N0} ms of processor time"
            )
        );
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{clock.Elapsed.TotalSeconds:0.0} s; {GC.GetTotalMemory(forceFullCollection: true) >> 20} MiB managed, {Environment.WorkingSet >> 20} MiB in all"
        )
    );
    if (options.Table is { } table)
        all.Save(table);
}
foreach (Target target in targets)
    target.Dispose();
return failures.Count > 0 ? 1 : code;
