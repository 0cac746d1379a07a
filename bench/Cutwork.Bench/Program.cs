using System.CommandLine;
using BenchmarkDotNet.Running;
using Cutwork.Bench;

// BenchmarkDotNet reads its arguments itself.
if (args is ["suites", ..])
{
    BenchmarkSwitcher.FromTypes([typeof(Draw), typeof(Kernels), typeof(Apply), typeof(Collate)]).Run(args[1..]);
    return 0;
}
var root = new RootCommand(
    "Measures Cutwork against what the machine allows and against TorchSharp; see bench/README.md."
)
{
    GatesVerb.Create(),
    ScalingVerb.Create(),
    new Command(
        "suites",
        "BenchmarkDotNet: Draw, Kernels, Apply, Collate; arguments are its own, as in suites --filter '*Mixup*'."
    ),
    ResultsVerb.Create(),
    ServeVerb.Create(),
    SoakVerb.Create(),
};
return await root.Parse(args).InvokeAsync();
