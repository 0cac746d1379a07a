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
                .Select(known => (known, Edits(name, known)))
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

    // Levenshtein's distance.
    private static int Edits(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int best = Math.Min(diagonal + (from[i - 1] == to[j - 1] ? 0 : 1), Math.Min(row[j], row[j - 1]) + 1);
                (diagonal, row[j]) = (row[j], best);
            }
        }
        return row[^1];
    }
}
