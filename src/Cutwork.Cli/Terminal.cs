using Spectre.Console;

namespace Cutwork.Cli;

/// <summary>Where the tool writes: results to standard output, everything about the work to standard error.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    private const int WidthWhenPiped = 120;
    private readonly object gate = new();

    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>True where a person looks at standard error, so that a progress bar makes sense.</summary>
    public bool ShowsProgress => ReferenceEquals(Error, Console.Error) && !Console.IsErrorRedirected;

    /// <summary>A sentence about something that was decided for the user.</summary>
    public void Note(string sentence) => Say("note", "33", sentence);

    /// <summary>Why it did not work.</summary>
    public void Fail(string sentence) => Say("error", "31", sentence);

    /// <summary>Tables for standard output.</summary>
    public IAnsiConsole OutputConsole() => For(Output, Console.Out, Console.IsOutputRedirected);

    /// <summary>Progress bars for standard error.</summary>
    public IAnsiConsole ErrorConsole() => For(Error, Console.Error, Console.IsErrorRedirected);

    private void Say(string kind, string color, string sentence)
    {
        // Written as it is: a table's writer would break a path in two at the width of the window.
        bool colored = ShowsProgress && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        lock (gate)
            Error.WriteLine(colored ? $"\e[{color}m{kind}:\e[0m {sentence}" : $"{kind}: {sentence}");
    }

    private static IAnsiConsole For(TextWriter writer, TextWriter standard, bool redirected)
    {
        bool plain = redirected || !ReferenceEquals(writer, standard);
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
                Interactive = plain ? InteractionSupport.No : InteractionSupport.Detect,
            }
        );
        if (plain)
            console.Profile.Width = WidthWhenPiped;
        return console;
    }
}
