using System.Globalization;

namespace Cutwork.Tests.Memory;

/// <summary>What a pool frees is the system's again, whatever else the process has freed before.</summary>
[CollectionDefinition(nameof(PagesTests), DisableParallelization = true)]
[Collection(nameof(PagesTests))]
public class PagesTests
{
    [Theory]
    [InlineData(200 << 10)]
    [InlineData(3 << 20)]
    [InlineData(8 << 20)]
    public void Memory_that_is_freed_is_given_back(int bytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the C library decides.");
        // glibc keeps blocks up to the largest that was ever freed.
        using (var before = new BatchPool())
            before.Rent<byte>(Row(16 << 20), 1).Dispose();
        // Somebody else may be given the same addresses at once; not each time.
        Assert.Contains(Enumerable.Range(0, 5), _ => !IsMapped(Freed(bytes)));
    }

    [Fact]
    public void Memory_that_is_lent_is_there()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux tells.");
        using var pool = new BatchPool();
        using PooledBatch<byte> batch = pool.Rent<byte>(Row(3 << 20), 1);
        Assert.True(IsMapped(batch.Address));
        Assert.True(IsMapped(batch.Address + (3 << 20) - 1));
    }

    private static nint Freed(int bytes)
    {
        using var pool = new BatchPool();
        using PooledBatch<byte> batch = pool.Rent<byte>(Row(bytes), 1);
        batch.Open().Data.Fill(1);
        return batch.Address;
    }

    private static Layout Row(int bytes) => Layout.Planar(new Size(1, bytes), 1);

    private static bool IsMapped(nint address) =>
        File.ReadLines("/proc/self/maps")
            .Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)].Split('-'))
            .Any(range => (nint)Number(range[0]) <= address && address < (nint)Number(range[1]));

    private static ulong Number(string hexadecimal) =>
        ulong.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
