using System.Runtime.InteropServices;
using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Studies.Tests.Comparison;

public sealed class RandomLabelBytesTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    /// <summary>Large JPEG files are decoded reduced where only a small part is shown; whole and then resampled they would be other pixels.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Random_labels_change_no_pixel(double share)
    {
        for (int i = 0; i < 6; i++)
        {
            byte[] pixels = new byte[300 * 400 * 3];
            Rng rng = new Key(5, 0, i).Open();
            for (int at = 0; at < pixels.Length; at++)
                pixels[at] = (byte)(rng.NextUInt32() % 64 + at / 2000);
            temporary.Write(
                $"set/{"ab"[i % 2]}/{i}.jpg",
                PictureCodec.Encode(new Picture(new Size(300, 400), 3, pixels), PictureFormat.Jpeg)
            );
        }
        using IDataSet set = DataSets.Open(Path.Combine(temporary.Path, "set"));
        var random = new RandomLabels(set, share, seed: 3);
        (string pixelsOfSet, int[] labelsOfSet) = Read(set);
        (string pixelsOfRandom, int[] labelsOfRandom) = Read(random);
        Assert.Equal(pixelsOfSet, pixelsOfRandom);
        Assert.Equal([.. labelsOfSet.Select((label, index) => random.LabelOf(index, label))], labelsOfRandom);
        Assert.Equal(labelsOfRandom, Enumerable.Range(0, 6).Select(index => random.Read(index).Label));
    }

    private static (string Pixels, int[] Labels) Read(IDataSet set)
    {
        using var loader = new Loader<byte>(
            set,
            new LoaderOptions
            {
                Size = new Size(32, 32),
                BatchSize = 6,
                Workers = 1,
                Order = SampleOrder.Sequential(6),
            }
        );
        foreach (LoadedBatch<byte> batch in loader.Read(0, 0, TestContext.Current.CancellationToken))
            using (batch)
                return (Convert.ToHexString(MemoryMarshal.AsBytes(batch.Images.Data)), [.. batch.Labels]);
        return ("", []);
    }
}
