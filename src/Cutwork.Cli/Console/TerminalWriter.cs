using System.Text;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>A standard stream of the tool: nothing that came from elsewhere controls the terminal behind it, and what cannot be written is said.</summary>
/// <remarks>
/// Results that cannot be written are an error: somebody asked for them. Words about the work that cannot be written are left out: the work is
/// worth more.
/// </remarks>
/// <param name="stream">The stream itself.</param>
/// <param name="isForResults">Whether it takes results.</param>
internal sealed class TerminalWriter(TextWriter stream, bool isForResults) : TextWriter
{
    public override Encoding Encoding => stream.Encoding;

    public override void Write(char value) =>
        Send(char.IsSurrogate(value) ? $"{value}" : SafeName.ShowText($"{value}"));

    public override void Write(char[] buffer, int index, int count) =>
        Send(SafeName.ShowText(new string(buffer, index, count)));

    public override void Write(ReadOnlySpan<char> buffer) => Send(SafeName.ShowText(new string(buffer)));

    public override void Write(string? value) => Send(SafeName.ShowText(value ?? ""));

    public override void WriteLine() => Send(stream.NewLine);

    public override void WriteLine(string? value) => Send(SafeName.ShowText(value ?? "") + stream.NewLine);

    /// <summary>Writes what the tool made itself, colors included.</summary>
    public void WriteOwn(string text) => Send(text);

    public override void Flush() => Try(stream.Flush);

    private void Send(string text) => Try(() => stream.Write(text));

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            if (isForResults)
                throw new Failure($"The results can't be written to standard output: {error.Message.TrimEnd('.')}.");
        }
    }
}
