namespace Cutwork.Imaging.Tests;

/// <summary>A file comes whole, from one connection or several.</summary>
public sealed class DownloadTests : DownloadCase
{
    [Fact]
    public async Task A_whole_file_comes_with_progress_and_is_not_fetched_again()
    {
        using FileServer server = new(Content);
        Steps steps = new();
        Assert.Equal(Target, await Fetch(Of(server.Address), steps));
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target, Token));
        Assert.Equal(new DownloadProgress("file.bin", Content.Length, Content.Length), steps.Seen[^1]);
        Assert.Equal(steps.Seen.Select(step => step.Received).Order(), steps.Seen.Select(step => step.Received));
        await Fetch(Of(server.Address));
        Assert.Single(server.Starts);
        Assert.Equal(["file.bin"], Directory.EnumerateFiles(Path.GetDirectoryName(Target)!).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_connection_that_drops_is_taken_up_where_it_ended()
    {
        using FileServer server = new(Content) { Cuts = { } };
        server.Cuts.Enqueue(100_000);
        server.Cuts.Enqueue(50_000);
        await Fetch(Of(server.Address));
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target, Token));
        Assert.Equal([0, 100_000, 150_000], server.Starts);
    }

    [Fact]
    public async Task An_earlier_part_is_completed()
    {
        using FileServer server = new(Content);
        Folder.Write("set/file.bin.part", Content[..123_456]);
        Steps steps = new();
        await Fetch(Of(server.Address), steps);
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target, Token));
        Assert.Equal([123_456], server.Starts);
        Assert.Equal(new DownloadProgress("file.bin", 123_456, Content.Length), steps.Seen[0]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_without_ranges_and_a_part_that_is_already_whole_are_fine(bool takesRanges)
    {
        using FileServer server = new(Content) { TakesRanges = takesRanges };
        Folder.Write("set/file.bin.part", Content);
        await Fetch(Of(server.Address));
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target, Token));
    }

    [Fact]
    public async Task A_part_of_something_else_is_thrown_away_and_the_whole_fetched()
    {
        using FileServer server = new(Content);
        Folder.Write("set/file.bin.part", new byte[1000]);
        await Fetch(Of(server.Address));
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target, Token));
        Assert.Equal([1000, 0], server.Starts);
    }

    [Fact]
    public async Task A_wrong_checksum_leaves_nothing_and_says_what_to_do()
    {
        using FileServer server = new(Content);
        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() =>
            Fetch(Of(server.Address, expected: [1]))
        );
        Expect(error, "MD5", server.Address);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(Target)!));
    }
}
