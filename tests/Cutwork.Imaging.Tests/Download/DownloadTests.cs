using System.Security.Cryptography;

namespace Cutwork.Imaging.Tests;

public sealed class DownloadTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient client = new();
    private readonly byte[] content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i >> 5))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Target => Path.Combine(folder.Path, "set", "file.bin");

    private CatalogFile Of(Uri address, byte[]? expected = null) =>
        new("file.bin", address, Convert.ToHexStringLower(MD5.HashData(expected ?? content)));

    private Task<string> Fetch(CatalogFile file, IProgress<DownloadProgress>? progress = null) =>
        new Download(client).FetchAsync(file, Path.GetDirectoryName(Target)!, progress, Token);

    private sealed class Steps : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Seen { get; } = [];

        public void Report(DownloadProgress value) => Seen.Add(value);
    }

    [Fact]
    public async Task A_whole_file_comes_with_progress_and_is_not_fetched_again()
    {
        using FileServer server = new(content);
        Steps steps = new();
        Assert.Equal(Target, await Fetch(Of(server.Address), steps));
        Assert.Equal(content, await File.ReadAllBytesAsync(Target, Token));
        Assert.Equal(new DownloadProgress("file.bin", content.Length, content.Length), steps.Seen[^1]);
        Assert.Equal(steps.Seen.Select(step => step.Received).Order(), steps.Seen.Select(step => step.Received));
        await Fetch(Of(server.Address));
        Assert.Single(server.Starts);
        Assert.Equal(["file.bin"], Directory.EnumerateFiles(Path.GetDirectoryName(Target)!).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_connection_that_drops_is_taken_up_where_it_ended()
    {
        using FileServer server = new(content) { Cuts = { } };
        server.Cuts.Enqueue(100_000);
        server.Cuts.Enqueue(50_000);
        await Fetch(Of(server.Address));
        Assert.Equal(content, await File.ReadAllBytesAsync(Target, Token));
        Assert.Equal([0, 100_000, 150_000], server.Starts);
    }

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
        using FileServer server = new(content);
        var limited = new Download(client) { MaximumBytes = content.Length - 1 };
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
        Assert.Throws<ArgumentOutOfRangeException>(() => new Download(client) { MaximumBytes = 0 });
        await new Download(client) { MaximumBytes = content.Length }.FetchAsync(Of(server.Address), set, null, Token);
        Assert.Equal(content, await File.ReadAllBytesAsync(Target, Token));
    }

    [Fact]
    public async Task An_earlier_part_is_completed()
    {
        using FileServer server = new(content);
        folder.Write("set/file.bin.part", content[..123_456]);
        Steps steps = new();
        await Fetch(Of(server.Address), steps);
        Assert.Equal(content, await File.ReadAllBytesAsync(Target, Token));
        Assert.Equal([123_456], server.Starts);
        Assert.Equal(new DownloadProgress("file.bin", 123_456, content.Length), steps.Seen[0]);
    }

    [Fact]
    public async Task A_link_in_the_place_of_the_part_is_not_followed()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Links need a privilege on Windows.");
        using FileServer server = new(content);
        string mine = folder.Write("mine.txt", [1, 2, 3]);
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        foreach (string target in (string[])[mine, Path.Combine(folder.Path, "nowhere")])
        {
            File.CreateSymbolicLink(Target + ".part", target);
            DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => Fetch(Of(server.Address)));
            Assert.Contains("file.bin.part is a link", error.Message, StringComparison.Ordinal);
            File.Delete(Target + ".part");
        }
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(mine, Token));
        Assert.Equal([mine], Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_appears_at_its_place_stays_unless_it_is_the_file(bool isRight)
    {
        using FileServer server = new(content);
        byte[] other = isRight ? content : [1];
        Task<string> fetched = Fetch(Of(server.Address), new Put(() => File.WriteAllBytes(Target, other)));
        if (isRight)
            Assert.Equal(Target, await fetched);
        else
            Assert.Contains(
                "was left as it is",
                (await Assert.ThrowsAsync<DownloadException>(() => fetched)).Message,
                StringComparison.Ordinal
            );
        Assert.Equal(other, await File.ReadAllBytesAsync(Target, Token));
        Assert.Equal(!isRight, File.Exists(Target + ".part"));
    }

    private sealed class Put(Action work) : IProgress<DownloadProgress>
    {
        private bool isDone;

        public void Report(DownloadProgress value)
        {
            if (isDone)
                return;
            isDone = true;
            work();
        }
    }

    [Fact]
    public async Task A_file_is_on_the_disk_before_it_has_its_name()
    {
        using FileServer server = new(content);
        var steps = new List<string>();
        string set = Path.GetDirectoryName(Target)!;
        using IDisposable all = System.Diagnostics.DiagnosticListener.AllListeners.Subscribe(new Files(set, steps));
        await Fetch(Of(server.Address));
        Assert.Equal(["create file.bin.part", "flush file.bin.part", "rename file.bin", "flush-folder set"], steps);
    }

    private sealed class Files(string folder, List<string> steps)
        : IObserver<System.Diagnostics.DiagnosticListener>,
            IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(System.Diagnostics.DiagnosticListener value)
        {
            if (value.Name == "Cutwork.Files")
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is string path && path.StartsWith(folder, StringComparison.Ordinal))
                steps.Add($"{value.Key} {Path.GetFileName(path)}");
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_without_ranges_and_a_part_that_is_already_whole_are_fine(bool takesRanges)
    {
        using FileServer server = new(content) { TakesRanges = takesRanges };
        folder.Write("set/file.bin.part", content);
        await Fetch(Of(server.Address));
        Assert.Equal(content, await File.ReadAllBytesAsync(Target, Token));
    }

    [Fact]
    public async Task A_part_of_something_else_is_thrown_away_and_the_whole_fetched()
    {
        using FileServer server = new(content);
        folder.Write("set/file.bin.part", new byte[1000]);
        await Fetch(Of(server.Address));
        Assert.Equal(content, await File.ReadAllBytesAsync(Target, Token));
        Assert.Equal([1000, 0], server.Starts);
    }

    [Fact]
    public async Task A_wrong_checksum_leaves_nothing_and_says_what_to_do()
    {
        using FileServer server = new(content);
        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() =>
            Fetch(Of(server.Address, expected: [1]))
        );
        Expect(error, "MD5", server.Address);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public async Task A_server_that_is_down_says_where_to_put_which_file()
    {
        Uri address;
        using (FileServer server = new(content))
            address = server.Address;
        Expect(await Assert.ThrowsAsync<DownloadException>(() => Fetch(Of(address))), "refused", address);
    }

    [Fact]
    public async Task An_answer_that_is_an_error_is_not_tried_again()
    {
        using FileServer server = new(content) { Status = "404 Not Found" };
        Expect(await Assert.ThrowsAsync<DownloadException>(() => Fetch(Of(server.Address))), "404", server.Address);
        Assert.Single(server.Starts);
    }

    [Fact]
    public async Task A_server_that_always_drops_is_given_up_and_the_part_kept()
    {
        using FileServer server = new(content);
        for (int i = 0; i < 5; i++)
            server.Cuts.Enqueue(1000);
        await Assert.ThrowsAsync<DownloadException>(() => Fetch(Of(server.Address)));
        Assert.Equal(content[..5000], await File.ReadAllBytesAsync(Target + ".part", Token));
        await Fetch(Of(server.Address));
        Assert.Equal(5000, server.Starts[^1]);
        Assert.Equal(content, await File.ReadAllBytesAsync(Target, Token));
    }

    [Fact]
    public async Task A_cancelled_download_keeps_its_part()
    {
        using FileServer server = new(content);
        using CancellationTokenSource stop = new();
        Download download = new(client);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            download.FetchAsync(
                Of(server.Address),
                Path.GetDirectoryName(Target)!,
                new StopAfterTheFirstBytes(stop),
                stop.Token
            )
        );
        byte[] part = await File.ReadAllBytesAsync(Target + ".part", Token);
        Assert.Equal(content[..part.Length], part);
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

    [Fact]
    public async Task An_archive_is_unpacked_to_the_listed_files_only()
    {
        byte[] archive = Samples.Gzip(
            Samples.Tar(("deep/one.bin", [1, 2]), ("../other.bin", [3]), ("../../two.bin", [4]))
        );
        using FileServer server = new(archive);
        CatalogEntry set = new(
            "little",
            "a test",
            [new CatalogFile("little.tar.gz", server.Address, Convert.ToHexString(MD5.HashData(archive)))],
            ["one.bin", "two.bin"],
            []
        );
        string target = Path.Combine(folder.Path, "a", "b");
        CatalogSetup setup = new(new Download(client));
        Assert.Equal(target, await setup.GetAsync(set, target, cancellation: Token));
        Assert.Equal(
            ["little.tar.gz", "one.bin", "two.bin"],
            Directory.EnumerateFiles(target).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Equal([4], await File.ReadAllBytesAsync(Path.Combine(target, "two.bin"), Token));
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
        await setup.GetAsync(set, target, cancellation: Token);
        Assert.Single(server.Starts);
        CatalogEntry more = set with { Contents = ["one.bin", "three.bin"] };
        DataSetException error = await Assert.ThrowsAsync<DataSetException>(() =>
            setup.GetAsync(more, target, cancellation: Token)
        );
        Assert.Contains("three.bin should be inside", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_that_is_not_here_says_where_to_put_which_file()
    {
        CatalogEntry set = DataSetCatalog.FashionMnist with { Name = "no-such-set", SystemFolder = null };
        string message = Assert.Throws<DataSetException>(() => set.Locate("train")).Message;
        Assert.Contains("cutwork data get no-such-set", message, StringComparison.Ordinal);
        Assert.Contains("t10k-labels-idx1-ubyte.gz", message, StringComparison.Ordinal);
        Assert.Contains(set.Folder, message, StringComparison.Ordinal);
        Assert.Contains("http://fashion-mnist.s3-website", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalog_is_sound()
    {
        Assert.All(DataSetCatalog.Sets, set => Assert.Equal(10, set.Classes.Length));
        Assert.All(
            DataSetCatalog.Sets.SelectMany(set => set.Files),
            file => Assert.Matches("^[0-9a-f]{32}$", file.Md5)
        );
        Assert.Same(DataSetCatalog.Cifar10, DataSetCatalog.Find("CIFAR10"));
        Assert.Null(DataSetCatalog.Find("imagenet"));
    }

    private void Expect(DownloadException error, string reason, Uri address)
    {
        Assert.StartsWith("file.bin: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(address.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetDirectoryName(Target)!, error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }
}
