namespace Cutwork.Imaging.Tests;

/// <summary>Where a file is written, and what appears there.</summary>
public sealed class DownloadPlaceTests : DownloadCase
{
    [Fact]
    public async Task A_link_in_the_place_of_the_part_is_not_followed()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Links need a privilege on Windows.");
        using FileServer server = new(Content);
        string mine = Folder.Write("mine.txt", [1, 2, 3]);
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        foreach (string target in (string[])[mine, Path.Combine(Folder.Path, "nowhere")])
        {
            File.CreateSymbolicLink(Target + ".part", target);
            DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => Fetch(Of(server.Address)));
            Assert.Contains("file.bin.part is a link", error.Message, StringComparison.Ordinal);
            File.Delete(Target + ".part");
        }
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(mine, Token));
        Assert.Equal([mine], Directory.GetFiles(Folder.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_appears_at_its_place_stays_unless_it_is_the_file(bool isRight)
    {
        using FileServer server = new(Content);
        byte[] other = isRight ? Content : [1];
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
        using FileServer server = new(Content);
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
}
