using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>Decoding only what is shown gives what decoding all and cutting it out gives.</summary>
public class DecodedPartLaws
{
    private static readonly Size Shown = new(24, 20);

    private static readonly (int Height, int Width)[] Sizes =
    [
        (24, 20),
        (40, 33),
        (30, 61),
        (47, 39), // just below twice the size
        (48, 40), // twice
        (97, 121),
        (203, 170), // eight times, and a part of a pixel
    ];

    private static string Folder(TemporaryFolder temporary, PictureFormat format)
    {
        for (int i = 0; i < Sizes.Length; i++)
        {
            var size = new Size(Sizes[i].Height, Sizes[i].Width);
            byte[] pixels = new byte[size.Area * 3];
            for (int at = 0; at < pixels.Length; at++)
                pixels[at] = (byte)(128 + 100 * Math.Sin(at / 40.0 + i) + at % 11);
            temporary.Write($"set/a/{i}.jpg", PictureCodec.Encode(new Picture(size, 3, pixels), format, 85 + 2 * i));
        }
        return Path.Combine(temporary.Path, "set");
    }

    public static TheoryData<string> Recipes => [.. Views.Keys];

    private static readonly Dictionary<string, Recipe> Views = new()
    {
        ["none"] = Recipe.None,
        ["random resized crop, flip"] = new Recipe(new RandomResizedCrop(), new Flip()),
        ["center crop"] = new Recipe(new CenterCrop()),
        ["padded crop"] = new Recipe(new PadCrop(Length.Pixels(4)), new Flip()),
    };

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Batches_of_files_are_those_of_whole_pictures(string name)
    {
        Recipe recipe = Views[name];
        foreach (PictureFormat format in (PictureFormat[])[PictureFormat.Jpeg, PictureFormat.Png])
        {
            using var temporary = new TemporaryFolder();
            using IDataSet set = DataSets.Open(Folder(temporary, format));
            var options = new LoaderOptions
            {
                Size = Shown,
                BatchSize = Sizes.Length,
                ChannelsLast = true,
                Recipe = recipe,
                Order = SampleOrder.Sequential(Sizes.Length),
                Seed = 5,
            };
            using var loader = new Loader<byte>(set, options);
            for (int epoch = 0; epoch < 6; epoch++)
            {
                using LoadedBatch<byte> batch = loader.Epoch(epoch).First();
                for (int sample = 0; sample < Sizes.Length; sample++)
                    Assert.Equal(
                        Expected(set, options, recipe, epoch, sample),
                        batch.Images.Data.Slice(sample * (int)Shown.Area * 3, (int)Shown.Area * 3).ToArray()
                    );
            }
        }
    }

    // From the whole file, reduced where the part is at least twice the size.
    private static byte[] Expected(IDataSet set, LoaderOptions options, Recipe recipe, int epoch, int sample)
    {
        using EncodedSample file = ((IEncodedDataSet)set).ReadEncoded(sample);
        var size = file.Header.Size;
        View view = (recipe.Frames ? recipe : new Recipe(new CenterCrop())).DrawView(
            new Key(options.Seed, epoch),
            Shown,
            sample,
            size
        );
        int reduction = 1;
        while (
            file.Header.Format == "JPEG"
            && reduction < 8
            && view.Crop.Height >= 2 * reduction * Shown.Height
            && view.Crop.Width >= 2 * reduction * Shown.Width
            && view.Size != Shown
        )
            reduction *= 2;
        if (reduction == 1)
            return set.Read(sample).Picture.Show(view, Shown).Pixels;

        Picture whole = PictureCodec.Decode(file.Data, "a", new DecodeOptions { Reduction = reduction });
        Region crop = view.Crop;
        int top = crop.Top / reduction;
        int left = crop.Left / reduction;
        int height = (crop.Bottom - 1) / reduction - top + 1;
        int width = (crop.Right - 1) / reduction - left + 1;
        Picture cut = whole.Show(new View(whole.Size, new Region(top, left, height, width)), new Size(height, width));
        var result = new Picture(Shown, 3, new byte[Shown.Area * 3]);
        new Resampler().Resample(
            cut.View,
            new Box(
                crop.Top / (float)reduction - top,
                crop.Left / (float)reduction - left,
                crop.Bottom / (float)reduction - top,
                crop.Right / (float)reduction - left
            ),
            new ImageView<byte>(result.Pixels, result.Layout),
            Filter.Bilinear,
            view.Mirror
        );
        return result.Pixels;
    }

    /// <summary>Filters that take single pixels are shown the file in its own size; antialiased ones too, where the format has no smaller one.</summary>
    [Theory]
    [InlineData(Filter.BilinearPlain, PictureFormat.Jpeg)]
    [InlineData(Filter.Nearest, PictureFormat.Jpeg)]
    [InlineData(Filter.BilinearPlain, PictureFormat.Png)]
    [InlineData(Filter.Bicubic, PictureFormat.Png)]
    public void A_filter_s_batches_are_whole_pictures_shown_by_it(Filter filter, PictureFormat format)
    {
        using var temporary = new TemporaryFolder();
        using IDataSet files = DataSets.Open(Folder(temporary, format));
        using var pictures = new FakeSet(Sizes.Length, Shown)
        {
            SizeOf = i => new Size(Sizes[i].Height, Sizes[i].Width),
        };
        foreach (Recipe recipe in Views.Values.Where(recipe => recipe.Frames))
        foreach (IDataSet set in (IDataSet[])[files, pictures])
        {
            using var loader = new Loader<byte>(
                set,
                new LoaderOptions
                {
                    Size = Shown,
                    BatchSize = Sizes.Length,
                    ChannelsLast = true,
                    Recipe = recipe,
                    Order = SampleOrder.Sequential(Sizes.Length),
                    Seed = 5,
                    Filter = filter,
                }
            );
            using LoadedBatch<byte> batch = loader.Epoch(1).First();
            for (int sample = 0; sample < Sizes.Length; sample++)
            {
                Picture picture = set.Read(sample).Picture;
                View view = recipe.DrawView(new Key(5, 1), Shown, sample, picture.Size);
                Assert.Equal(
                    picture.Show(view, Shown, filter).Pixels,
                    batch.Images.Data.Slice(sample * (int)Shown.Area * 3, (int)Shown.Area * 3).ToArray()
                );
            }
        }
    }

    [Fact]
    public void A_filter_is_one_of_those_that_there_are() =>
        Assert.Contains(
            "Bilinear, Bicubic, BilinearPlain, Nearest",
            Assert
                .Throws<ArgumentOutOfRangeException>(() => new LoaderOptions { Size = Shown, Filter = (Filter)9 })
                .Message
        );

    [Fact]
    public void A_file_that_was_cut_is_named_whatever_is_shown_of_it()
    {
        using var temporary = new TemporaryFolder();
        string folder = Folder(temporary, PictureFormat.Jpeg);
        string path = Path.Combine(folder, "a", "6.jpg");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^60]);
        using IDataSet set = DataSets.Open(folder);
        using var loader = new Loader<byte>(
            set,
            new LoaderOptions
            {
                Size = Shown,
                BatchSize = 1,
                Recipe = new Recipe(new RandomResizedCrop()),
            }
        );
        DataSetException error = Assert.Throws<DataSetException>(() =>
        {
            foreach (LoadedBatch<byte> batch in loader.Epoch(0))
                batch.Dispose();
        });
        Assert.Contains("6.jpg", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, loader.BatchesInUse);
    }

    [Fact]
    public void Decoding_alone_reads_what_the_loader_reads()
    {
        using var temporary = new TemporaryFolder();
        using IDataSet set = DataSets.Open(Folder(temporary, PictureFormat.Jpeg));
        using var alone = new DecodingAlone(set, new LoaderOptions { Size = Shown, Recipe = Views["padded crop"] }, 0);
        for (int sample = 0; sample < set.Count; sample++)
        {
            alone.Decode(sample);
            alone.ReadBits(sample);
        }
        File.Delete(Path.Combine(temporary.Path, "set", "a", "3.jpg"));
        Assert.Contains(
            "3.jpg",
            Assert.Throws<DataSetException>(() => alone.Decode(3)).Message,
            StringComparison.Ordinal
        );
    }
}
