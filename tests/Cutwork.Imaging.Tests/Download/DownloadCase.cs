using System.Security.Cryptography;

namespace Cutwork.Imaging.Tests;

/// <summary>A file to fetch from a server of the test, and a folder for it.</summary>
public abstract class DownloadCase : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();
    private protected HttpClient Client { get; } = new();
    private protected byte[] Content { get; } = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i >> 5))];

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected string Target => Path.Combine(Folder.Path, "set", "file.bin");

    private protected CatalogFile Of(Uri address, byte[]? expected = null) =>
        new("file.bin", address, Convert.ToHexStringLower(MD5.HashData(expected ?? Content)));

    private protected Task<string> Fetch(CatalogFile file, IProgress<DownloadProgress>? progress = null) =>
        new Download(Client).FetchAsync(file, Path.GetDirectoryName(Target)!, progress, Token);

    private protected sealed class Steps : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Seen { get; } = [];

        public void Report(DownloadProgress value) => Seen.Add(value);
    }

    private protected void Expect(DownloadException error, string reason, Uri address)
    {
        Assert.StartsWith("file.bin: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(address.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetDirectoryName(Target)!, error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Client.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
