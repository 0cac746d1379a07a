using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Cutwork.Imaging;
using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>The verbs together, and what becomes of their errors.</summary>
internal static class CommandLine
{
    // Long enough to remove a large unfinished output; a second Ctrl-C ends the process at once.
    private static readonly TimeSpan TimeToCleanUp = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToCleanUp,
        };
        try
        {
            ParseResult parsed = Root(terminal).Parse(args);
            if (parsed.Action is ParseErrorAction || UsageErrors.HidesOption(parsed))
                return UsageErrors.Print(parsed, terminal);
            if (UsageErrors.EmptyValue(parsed) is { } empty)
                throw Failure.Usage($"{empty}: its value is empty; give one, or leave it out.");
            return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            return Explain(error, terminal);
        }
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand(
            "Cutwork: Cutout, Random Erasing, mixup and CutMix for labeled pictures, drawn from a seed and explained."
        )
        {
            AugmentVerb.Create(terminal),
            PreviewVerb.Create(terminal),
            DescribeVerb.Create(terminal),
            ExplainVerb.Create(terminal),
            DataVerb.Create(terminal),
            PackVerb.Create(terminal),
            TrainVerb.Create(terminal),
            StudyVerb.Create(terminal),
            PresetsVerb.Create(terminal),
            BenchVerb.Create(terminal),
        };
        root.HelpName = "cutwork";
        root.Options.OfType<HelpOption>().Single().Action = new ExampleHelp();
        return root;
    }

    private static int Explain(Exception error, Terminal terminal)
    {
        if (OutOfMemory.Is(error))
        {
            terminal.Fail("There is not enough memory; give a smaller --batch or --size.");
            return Failure.Failed;
        }
        switch (error)
        {
            case Failure failure:
                terminal.Fail(failure.Message);
                return failure.ExitCode;
            case OperationCanceledException:
                terminal.Fail("Stopped; nothing was written.");
                return Failure.Failed;
            case ImagingException or RecipeException or TrainingException:
                terminal.Fail(error.Message);
                return Failure.Failed;
            case IOException or UnauthorizedAccessException:
                terminal.Fail($"{error.Message.TrimEnd('.')}.");
                return Failure.Failed;
            default:
                // A defect of the tool: its place is for a report, so it is said in one line, without the stack.
                terminal.Fail(
                    $"This is a defect in cutwork ({error.GetType().Name}: {Line(error)}). Please report it with the command line."
                );
                return Failure.Failed;
        }
    }

    // libtorch's messages end in its own stack, frame by frame.
    private static string Line(Exception error) => error.Message.ReplaceLineEndings(" ").Split(" frame #0", 2)[0];
}
