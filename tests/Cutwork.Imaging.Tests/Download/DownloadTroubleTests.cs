namespace Cutwork.Imaging.Tests;

/// <summary>Servers that are down, drop, never end, and downloads that are ended.</summary>
public sealed class DownloadTroubleTests : DownloadCase
{
    private sealed class Endless : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new Zeros()) });

        private sealed class Zeros : MemoryStream
        {
            public override bool CanSeek => false;

            public override long Length => throw new NotSupportedException();

            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken token = default) =>
                ValueTask.FromResult(buffer.Length);
        }
    }

    [Fact]
    public async Task What_is_longer_than_the_limit_or_does_not_end_is_given_up()
    {
        string set = Path.GetDirectoryName(Target)!;
        using FileServer server = new(Content);
        var limited = new Download(Client) { MaximumBytes = Content.Length - 1 };
        DownloadException known = await Assert.ThrowsAsync<DownloadException>(() =>
            limited.FetchAsync(Of(server.Address), set, null, Token)
        );
        Assert.Contains("it has 300000 bytes, beyond the limit of 299999", known.Message, StringComparison.Ordinal);
        using var endless = new HttpClient(new Endless());
        DownloadException unknown = await Assert.ThrowsAsync<DownloadException>(() =>
            new Download(endless) { MaximumBytes = 1 << 20 }.FetchAsync(Of(server.Address), set, null, Token)
        );
        Assert.Contains("more comes, beyond the limit of 1048576", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("MaximumBytes", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(0, Directory.GetFiles(set).Sum(file => new FileInfo(file).Length));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Download(Client) { MaximumBytes = 0 });
        await new Download(Client) { MaximumBytes = Content.Length }.FetchAsync(Of(server.Address), set, null, Token);
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target, Token));
    }

    [Fact]
    public async Task A_server_that_is_down_says_where_to_put_which_file()
    {
        Uri address;
        using (FileServer server = new(Content))
            address = server.Address;
        Expect(await Assert.ThrowsAsync<DownloadException>(() => Fetch(Of(address))), "refused", address);
    }

    [Fact]
    public async Task An_answer_that_is_an_error_is_not_tried_again()
    {
        using FileServer server = new(Content) { Status = "404 Not Found" };
        Expect(await Assert.ThrowsAsync<DownloadException>(() => Fetch(Of(server.Address))), "404", server.Address);
        Assert.Single(server.Starts);
    }

    [Fact]
    public async Task A_server_that_always_drops_is_given_up_and_the_part_kept()
    {
        using FileServer server = new(Content);
        for (int i = 0; i < 5; i++)
            server.Cuts.Enqueue(1000);
        await Assert.ThrowsAsync<DownloadException>(() => Fetch(Of(server.Address)));
        Assert.Equal(Content[..5000], await File.ReadAllBytesAsync(Target + ".part", Token));
        await Fetch(Of(server.Address));
        Assert.Equal(5000, server.Starts[^1]);
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target, Token));
    }

    [Fact]
    public async Task A_cancelled_download_keeps_its_part()
    {
        using FileServer server = new(Content);
        using CancellationTokenSource stop = new();
        Download download = new(Client);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            download.FetchAsync(
                Of(server.Address),
                Path.GetDirectoryName(Target)!,
                new StopAfterTheFirstBytes(stop),
                stop.Token
            )
        );
        byte[] part = await File.ReadAllBytesAsync(Target + ".part", Token);
        Assert.Equal(Content[..part.Length], part);
        Assert.False(File.Exists(Target));
    }

    private sealed class StopAfterTheFirstBytes(CancellationTokenSource stop) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            if (value.Received > 0)
                stop.Cancel();
        }
    }
}
