using System.CommandLine;
using Cutwork.Bench;

var root = new RootCommand(
    "Measures Cutwork against what the machine allows and against TorchSharp; see bench/README.md."
)
{
    GatesVerb.Create(),
};
return await root.Parse(args).InvokeAsync();
