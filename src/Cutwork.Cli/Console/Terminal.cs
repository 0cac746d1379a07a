using Spectre.Console;

namespace Cutwork.Cli;

/// <summary>Where the tool writes: results to standard output, everything about the work to standard error.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    private const int WidthWhenPiped = 120;
    private readonly object gate = new();
    private readonly TerminalWriter safeError = new(error, isForResults: false);

    /// <summary>For results, and for nothing that controls a terminal.</summary>
    public TextWriter Output { get; } = new TerminalWriter(output, isForResults: true);

    /// <summary>For everything else.</summary>
    public TextWriter Error => safeError;

    /// <summary>True where a person looks at standard error, so that a progress bar makes sense.</summary>
    public bool ShowsProgress => ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;

    /// <summary>A sentence about something that was decided for the user.</summary>
    public void Note(string sentence) => Say("note", "33", sentence);

    /// <summary>Why it did not work.</summary>
    public void Fail(string sentence) => Say("error", "31", sentence);

    /// <summary>Tables for standard output.</summary>
    public IAnsiConsole OutputConsole() => For(output, Output, Console.Out, Console.IsOutputRedirected);

    /// <summary>Progress bars for standard error.</summary>
    public IAnsiConsole ErrorConsole() => For(error, Error, Console.Error, Console.IsErrorRedirected);

    private void Say(string kind, string color, string sentence)
    {
        // Written as it is: a table's writer would break a path in two at the width of the window.
        bool colored = ShowsProgress && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        lock (gate)
        {
            safeError.WriteOwn(colored ? $"\e[{color}m{kind}:\e[0m " : $"{kind}: ");
            safeError.WriteLine(sentence.Replace("\n", "\\u000A", StringComparison.Ordinal)); // a name must not begin a line
        }
    }

    private static IAnsiConsole For(TextWriter stream, TextWriter safe, TextWriter standard, bool redirected)
    {
        bool plain = redirected || !ReferenceEquals(stream, standard);
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(plain ? safe : stream),
                Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
                Interactive = plain ? InteractionSupport.No : InteractionSupport.Detect,
            }
        );
        console.Pipeline.Attach(new SafeRendering());
        if (plain)
            console.Profile.Width = WidthWhenPiped;
        return console;
    }
}
