using System.Security.Cryptography;

namespace Cutwork.Imaging.Tests;

/// <summary>The sets that can be fetched, and what comes of their archives.</summary>
public sealed class CatalogTests : DownloadCase
{
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
        string target = Path.Combine(Folder.Path, "a", "b");
        CatalogSetup setup = new(new Download(Client));
        Assert.Equal(target, await setup.GetAsync(set, target, cancellation: Token));
        Assert.Equal(
            ["little.tar.gz", "one.bin", "two.bin"],
            Directory.EnumerateFiles(target).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Equal([4], await File.ReadAllBytesAsync(Path.Combine(target, "two.bin"), Token));
        Assert.Empty(Directory.EnumerateFiles(Folder.Path));
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
}
