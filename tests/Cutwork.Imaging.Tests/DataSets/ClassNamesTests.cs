namespace Cutwork.Imaging.Tests;

public sealed class ClassNamesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string[] Read(byte[] text)
    {
        folder.Write("classes.txt", text);
        return ClassNames.In(folder.Path)!;
    }

    private string Refused(byte[] text) => Assert.Throws<DataSetException>(() => Read(text)).Message;

    [Fact]
    public void Lines_are_names_and_lines_in_quotes_are_JSON_strings()
    {
        Assert.Equal(
            ["cat", "big dog", "\"so-called\" cat", "a\nb", " c ", "\"", "\"not json\\\""],
            Read(
                Samples.Text("\uFEFFcat\r\n  big dog \n\"so-called\" cat\n\"a\\nb\"\n\" c \"\n\"\n\"not json\\\"\n\n\n")
            )
        );
    }

    [Fact]
    public void Damage_is_named()
    {
        Assert.Contains("classes.txt: line 2 is empty", Refused(Samples.Text("a\n\nb")), StringComparison.Ordinal);
        Assert.Contains("line 1 is empty", Refused([]), StringComparison.Ordinal);
        Assert.Contains(
            "it is not UTF-8 (at byte 3)",
            Refused([.. "caf"u8, 0xE9, .. "\n"u8]),
            StringComparison.Ordinal
        );
        Assert.Contains("more than 16777216 bytes", Refused(new byte[(1 << 24) + 1]), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
