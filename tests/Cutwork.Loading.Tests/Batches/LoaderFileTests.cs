using System.Diagnostics;
using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>Real files: those that vanish, those that are damaged, and what a whole epoch leaves behind.</summary>
[Collection(nameof(Alone))]
public class LoaderFileTests
{
    private static readonly Recipe Usual = new(new RandomResizedCrop(), new Flip(), new RandomErasing(), new CutMix(1));

    private static LoaderOptions Options(OnDamage onDamage = OnDamage.Stop) =>
        new()
        {
            Size = new Size(24, 20),
            BatchSize = 4,
            Workers = 3,
            Recipe = Usual,
            OnDamage = onDamage,
        };

    private static string Folder(TemporaryFolder temporary, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var size = new Size(20 + i % 7, 30 + i % 5);
            byte[] pixels = new byte[size.Area * 3];
            pixels.AsSpan().Fill((byte)(11 * i));
            temporary.Write(
                $"set/{(i % 2 == 0 ? "cats" : "dogs")}/{i:00}.png",
                PictureCodec.Encode(new Picture(size, 3, pixels), PictureFormat.Png)
            );
        }
        return Path.Combine(temporary.Path, "set");
    }

    [Fact]
    public void A_file_that_vanishes_during_the_epoch_is_named()
    {
        using var temporary = new TemporaryFolder();
        string folder = Folder(temporary, 24);
        using IDataSet set = DataSets.Open(folder);
        using var loader = new Loader<float>(set, Options() with { Order = SampleOrder.Sequential(24) });
        int batches = 0;
        DataSetException error = Assert.Throws<DataSetException>(() =>
        {
            foreach (LoadedBatch<float> batch in loader.Epoch(0))
                using (batch)
                {
                    batches++;
                    File.Delete(Path.Combine(folder, "dogs", "23.png"));
                }
        });
        Assert.Equal(5, batches);
        Assert.Contains("23.png", error.Message);
        Assert.Equal(0, loader.BatchesInUse);
    }

    [Fact]
    public void A_vanished_file_is_skipped_where_asked()
    {
        using var temporary = new TemporaryFolder();
        string folder = Folder(temporary, 24);
        using IDataSet set = DataSets.Open(folder);
        File.Delete(Path.Combine(folder, "cats", "10.png"));
        using var loader = new Loader<float>(set, Options(OnDamage.Skip));
        int images = 0;
        var skipped = new List<SkippedSample>();
        foreach (LoadedBatch<float> batch in loader.Epoch(0))
            using (batch)
            {
                images += batch.Count;
                skipped.AddRange(batch.Skipped);
            }
        Assert.Equal(23, images);
        Assert.Contains("10.png", Assert.Single(skipped).Name);
    }

    /// <summary>Every damaged file of the shared folder: told by name or skipped, and the good ones beside it come through.</summary>
    [Fact]
    public void Damaged_files_do_no_harm_to_the_others()
    {
        string bad = SharedData.File("bad");
        using var temporary = new TemporaryFolder();
        string folder = Folder(temporary, 6);
        string[] pictures =
        [
            .. Directory
                .EnumerateFiles(bad)
                .Where(file => Path.GetExtension(file) is ".jpg" or ".png" or ".webp" or ".gif"),
        ];
        foreach (string file in pictures)
            File.Copy(file, Path.Combine(folder, "cats", Path.GetFileName(file)));
        using IDataSet set = DataSets.Open(folder);
        using var loader = new Loader<BFloat16>(set, Options(OnDamage.Skip));
        int images = 0;
        int skipped = 0;
        for (int epoch = 0; epoch < 2; epoch++)
            foreach (LoadedBatch<BFloat16> batch in loader.Epoch(epoch))
                using (batch)
                {
                    images += batch.Count;
                    skipped += batch.Skipped.Length;
                    Assert.All(
                        batch.Skipped,
                        sample =>
                            Assert.Equal((set.NameOf(sample.Sample), true), (sample.Name, sample.Reason.EndsWith('.')))
                    );
                }
        Assert.Equal(2 * set.Count, images + skipped);
        Assert.InRange(skipped, 2 * 7, 2 * pictures.Length);
        Assert.InRange(images, 2 * 6, 2 * set.Count);
        Assert.Equal(0, loader.BatchesInUse);
    }

    /// <summary>Files, threads and batches are as many after a hundred broken-off epochs as before.</summary>
    [Fact]
    public async Task Epochs_that_are_broken_off_leave_no_thread_no_file_and_no_batch()
    {
        using var temporary = new TemporaryFolder();
        using IDataSet set = DataSets.Open(Folder(temporary, 24));
        using var loader = new Loader<float>(set, Options());
        for (int epoch = 0; epoch < 3; epoch++)
            await Break(epoch);
        (int threads, int files) = Held();
        for (int epoch = 0; epoch < 100; epoch++)
            await Break(epoch);
        (int threadsAfter, int filesAfter) = Held();
        Assert.Equal(0, loader.BatchesInUse);
        Assert.Equal(files, filesAfter);
        Assert.Equal(0, threadsAfter - threads);

        async Task Break(int epoch)
        {
            int left = epoch % 7;
            await foreach (LoadedBatch<float> batch in loader.EpochAsync(epoch))
                using (batch)
                    if (left-- == 0)
                        break;
        }
    }

    /// <summary>The loader's threads, and open files below the temporary folder; 0 where the system does not tell.</summary>
    private static (int Threads, int Files) Held()
    {
        if (!OperatingSystem.IsLinux())
            return (0, 0);
        int threads = Directory
            .EnumerateDirectories("/proc/self/task")
            .Count(task => Read(Path.Combine(task, "comm")).StartsWith("Cutwork loader", StringComparison.Ordinal));
        using Process self = Process.GetCurrentProcess();
        int files = Directory
            .EnumerateFiles($"/proc/{self.Id}/fd")
            .Count(file => new FileInfo(file).LinkTarget?.Contains("cutwork-test-", StringComparison.Ordinal) == true);
        return (threads, files);
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return ""; // the thread has ended meanwhile
        }
    }
}
