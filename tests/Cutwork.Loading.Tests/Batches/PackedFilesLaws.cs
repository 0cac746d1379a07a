using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>A pack of a set's files is the set, to the byte of every batch, boxes and masks included.</summary>
public sealed class PackedFilesLaws
{
    private static readonly Size Size = new(24, 20);

    private static readonly Recipe[] Recipes =
    [
        new(new CenterCrop()),
        new(new RandomResizedCrop(), new Flip(), new RandomErasing(), new CutMix(1)),
        new(new PadCrop(Length.Pixels(3)), new Flip(), new Mixup(1)),
    ];

    private static LoaderOptions Options(Recipe recipe, int workers = 2) =>
        new()
        {
            Size = Size,
            BatchSize = 7,
            Workers = workers,
            Seed = 5,
            Recipe = recipe,
        };

    private static string Folder(TemporaryFolder temporary, PictureFormat format, int channels)
    {
        for (int i = 0; i < 23; i++)
        {
            var size = new Size(24 + 9 * (i % 8), 20 + 13 * (i % 5));
            byte[] pixels = new byte[size.Area * channels];
            for (int at = 0; at < pixels.Length; at++)
                pixels[at] = (byte)(128 + 100 * Math.Sin(at / 40.0 + i) + at % 11);
            temporary.Write(
                $"set/{(i % 2 == 0 ? "cats" : "dogs")}/{i:00}.{(format == PictureFormat.Png ? "png" : "jpg")}",
                PictureCodec.Encode(new Picture(size, channels, pixels), format)
            );
        }
        return Path.Combine(temporary.Path, "set");
    }

    private static IEncodedDataSet Packed(TemporaryFolder temporary, IEncodedDataSet set)
    {
        string path = Path.Combine(temporary.Path, "set.pack");
        using (var writer = new PackWriter(path, set.Name, set.Classes, overwrite: true))
        {
            for (int index = 0; index < set.Count; index++)
            {
                using EncodedSample file = set.ReadEncoded(index);
                writer.Add(set.NameOf(index), file);
            }
            writer.Complete();
        }
        return Assert.IsType<IEncodedDataSet>(DataSets.Open(path), exactMatch: false);
    }

    private static string MasksOf(LoadedBatch<float> batch)
    {
        batch.MaskPairs(
            out ReadOnlyImageBatch<byte> first,
            out ReadOnlyImageBatch<byte> second,
            out ReadOnlySpan<float> weights
        );
        return $"{Convert.ToHexString(first.Data)} {Convert.ToHexString(second.Data)} {string.Join(' ', weights.ToArray())}";
    }

    private static List<string> Batches(IDataSet set, LoaderOptions options)
    {
        using var loader = new Loader<float>(set, options);
        var batches = new List<string>();
        foreach (LoadedBatch<float> batch in loader.Epoch(1))
            using (batch)
                batches.Add(
                    $"{string.Join(' ', batch.Samples)}; {string.Join(' ', batch.Labels)}; "
                        + $"{string.Join(", ", Enumerable.Range(0, batch.Count).SelectMany(place => batch.BoxesOf(place)))}; "
                        + $"{(options.Masks ? MasksOf(batch) : "")}; "
                        + Convert.ToHexString(MemoryMarshal.AsBytes(batch.Images.Data))
                );
        Assert.Equal((0, 0), (loader.BatchesInUse, loader.TargetsInUse));
        return batches;
    }

    [Theory]
    [InlineData(PictureFormat.Jpeg, 3)]
    [InlineData(PictureFormat.Png, 3)]
    [InlineData(PictureFormat.Jpeg, 1)]
    [InlineData(PictureFormat.Png, 1)]
    public void Batches_are_the_folder_s(PictureFormat format, int channels)
    {
        using var temporary = new TemporaryFolder();
        using var folder = (IEncodedDataSet)DataSets.Open(Folder(temporary, format, channels));
        using IEncodedDataSet pack = Packed(temporary, folder);
        foreach (Recipe recipe in Recipes)
        {
            Assert.Equal(Batches(folder, Options(recipe)), Batches(pack, Options(recipe, workers: 3)));
            LoaderOptions narrow = Options(recipe) with { Channels = channels };
            Assert.Equal(Batches(folder, narrow), Batches(pack, narrow));
        }
    }

    [Fact]
    public void Batches_of_photos_are_the_folder_s()
    {
        using var folder = (IEncodedDataSet)DataSets.Open(SharedData.File("photos"));
        using var temporary = new TemporaryFolder();
        using IEncodedDataSet pack = Packed(temporary, folder);
        LoaderOptions options = Options(Recipes[1]) with { Size = new Size(64, 64), BatchSize = 32 };
        Assert.Equal(Batches(folder, options), Batches(pack, options));
    }

    /// <summary>The same pictures once decoded and once as PNG files: boxes and masks are shown alike.</summary>
    [Fact]
    public void Boxes_and_masks_are_those_of_the_decoded_set()
    {
        using FakeSet set = TargetedSet.Of(33);
        using var files = new AsFiles(set);
        using var temporary = new TemporaryFolder();
        using IEncodedDataSet pack = Packed(temporary, files);
        Assert.Equal((1, 1), (((IEncodedDataSet)files).LabelOf(4), pack.LabelOf(4)));
        foreach (Recipe recipe in Recipes)
        {
            LoaderOptions options = Options(recipe) with
            {
                Masks = true,
                MaskPadding = 255,
                BoxRule = new() { MinVisible = 0.2 },
            };
            List<string> expected = Batches(set, options);
            Assert.Contains(expected, batch => batch.Contains("Label", StringComparison.Ordinal)); // there are boxes
            Assert.Equal(expected, Batches(files, options));
            Assert.Equal(expected, Batches(pack, options with { Workers = 3 }));
        }
    }

    [Fact]
    public void Masks_that_are_not_there_are_missed()
    {
        using var temporary = new TemporaryFolder();
        using var folder = (IEncodedDataSet)DataSets.Open(Folder(temporary, PictureFormat.Png, 3));
        using IEncodedDataSet pack = Packed(temporary, folder);
        var error = Assert.Throws<LoadException>(() => Batches(pack, Options(Recipes[0]) with { Masks = true }));
        Assert.Contains("it has no mask", error.Message);
    }

    [Fact]
    public void A_damaged_sample_is_skipped_and_named()
    {
        using var temporary = new TemporaryFolder();
        using var folder = (IEncodedDataSet)DataSets.Open(Folder(temporary, PictureFormat.Jpeg, 3));
        Packed(temporary, folder).Dispose();
        string path = Path.Combine(temporary.Path, "set.pack");
        byte[] first = folder.ReadEncoded(0).Data.ToArray();
        using (FileStream file = new(path, FileMode.Open))
        {
            file.Position = 128 + first.Length / 2;
            file.WriteByte((byte)(first[first.Length / 2] ^ 1));
        }
        using IDataSet pack = DataSets.Open(path);
        using var loader = new Loader<byte>(pack, Options(Recipes[1]) with { OnDamage = OnDamage.Skip });
        ImmutableArray<SkippedSample> skipped = [];
        int count = 0;
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
            using (batch)
            {
                skipped = skipped.AddRange(batch.Skipped);
                count += batch.Count;
            }
        Assert.Equal((22, 0), (count, Assert.Single(skipped).Sample));
        Assert.Contains("the file's bytes of sample 0 (cats/00.jpg) are damaged", skipped[0].Reason);
    }

    [Fact]
    public void A_set_that_is_disposed_while_it_is_read_ends_the_epoch_with_an_error()
    {
        using var temporary = new TemporaryFolder();
        using var folder = (IEncodedDataSet)DataSets.Open(Folder(temporary, PictureFormat.Jpeg, 3));
        IDataSet pack = Packed(temporary, folder);
        using var loader = new Loader<float>(pack, Options(Recipes[1]) with { BatchSize = 2, BatchesInFlight = 1 });
        Exception? error = Record.Exception(() =>
        {
            foreach (LoadedBatch<float> batch in loader.Epoch(0))
                using (batch)
                    pack.Dispose();
        });
        Assert.IsType<ObjectDisposedException>(Assert.IsType<LoadException>(error).InnerException);
        Assert.Equal(0, loader.BatchesInUse);
    }

    /// <summary>A set's samples as PNG files in memory, a set as anybody may write one.</summary>
    private sealed class AsFiles(IDataSet set) : IEncodedDataSet
    {
        public string Name => set.Name;

        public IReadOnlyList<string> Classes => set.Classes;

        public int Count => set.Count;

        public string NameOf(int index) => set.NameOf(index);

        public DataSample Read(int index) => set.Read(index);

        public EncodedSample ReadEncoded(int index)
        {
            DataSample sample = set.Read(index);
            byte[] png = PictureCodec.Encode(sample.Picture, PictureFormat.Png);
            return new EncodedSample(sample.Name, png, sample.Label) { Boxes = sample.Boxes, Mask = sample.Mask };
        }

        public void Dispose() { }
    }
}
