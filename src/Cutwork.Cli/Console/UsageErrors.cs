using System.CommandLine;
using System.CommandLine.Parsing;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>What is wrong with a command line, what was probably meant, and where the help is.</summary>
internal static class UsageErrors
{
    private const int FarthestEdit = 3;

    public static int Print(ParseResult parsed, Terminal terminal)
    {
        Command command = parsed.CommandResult.Command;
        if (parsed.Tokens.Count == 0)
        {
            terminal.Fail($"Give a verb: {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}.");
            terminal.Error.WriteLine("See `cutwork --help`.");
            return Failure.WrongUsage;
        }
        string[] unknown = [.. Unknown(parsed)];
        foreach (string token in unknown)
            terminal.Fail(
                $"There is no {(IsOption(token) ? "option" : "verb")} {SafeName.Show(token)}{Hint(token, command)}"
            );
        // What follows from a misspelling would only hide it.
        if (unknown.Length == 0)
            foreach (ParseError error in parsed.Errors)
                terminal.Fail(error.Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal));
        terminal.Error.WriteLine($"See `{PathOf(parsed.CommandResult)} --help`.");
        return Failure.WrongUsage;
    }

    /// <summary>The option or argument that was given as nothing or as spaces, as a script does whose variable is not set.</summary>
    public static string? EmptyValue(ParseResult parsed)
    {
        for (CommandResult? here = parsed.CommandResult; here is not null; here = here.Parent as CommandResult)
            foreach (SymbolResult child in here.Children)
                if (child.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
                    return child is OptionResult option ? option.Option.Name : ((ArgumentResult)child).Argument.Name;
        return null;
    }

    /// <summary>True where a misspelled option passes for an argument, which takes anything.</summary>
    public static bool HidesOption(ParseResult parsed) => parsed.Action is not ExampleHelp && Swallowed(parsed).Any();

    private static IEnumerable<string> Unknown(ParseResult parsed) =>
        parsed
            .UnmatchedTokens.Where(token => IsOption(token) || parsed.CommandResult.Command.Subcommands.Count > 0)
            .Concat(Swallowed(parsed));

    private static IEnumerable<string> Swallowed(ParseResult parsed) =>
        parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .Where(IsOption);

    private static bool IsOption(string token) => token.StartsWith("--", StringComparison.Ordinal);

    private static string Hint(string token, Command command)
    {
        IEnumerable<string> names = IsOption(token)
            ? command.Options.Select(option => option.Name).Append("--help")
            : command.Subcommands.Select(verb => verb.Name);
        string name = token.Split('=')[0];
        (string Name, int Edits)[] near =
        [
            .. names
                .Distinct()
                .Select(known => (known, EditDistance.Between(name, known)))
                .Where(pair => pair.Item2 <= FarthestEdit && pair.Item2 < pair.known.Length - 2)
                .OrderBy(pair => pair.Item2),
        ];
        return near.Length == 0 ? "." : $"; did you mean {near[0].Name}?";
    }

    private static string PathOf(CommandResult result)
    {
        string name = result.Command is RootCommand ? "cutwork" : result.Command.Name;
        return result.Parent is CommandResult parent ? $"{PathOf(parent)} {name}" : name;
    }
}
