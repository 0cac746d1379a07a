using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Cutwork.Cli;

/// <summary>The usual help, and the verb's examples below it.</summary>
internal sealed class ExampleHelp : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = new HelpAction { MaxWidth = 110 }.Invoke(parseResult);
        Command command = parseResult.CommandResult.Command;
        IReadOnlyList<string> examples = command is Verb verb
            ? verb.Examples
            :
            [
                "cutwork augment --out augmented",
                "cutwork preview photos --out sheet.png --with cutmix",
                "cutwork describe timm",
            ];
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
        foreach (string example in examples)
            output.WriteLine($"  {example}");
        output.WriteLine();
        return code;
    }
}
