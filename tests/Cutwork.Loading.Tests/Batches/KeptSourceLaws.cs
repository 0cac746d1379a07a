using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>The images before they were painted: the plan, applied to them, gives the batch.</summary>
public sealed class KeptSourceLaws : IDisposable
{
    private static readonly Size Size = new(6, 5);

    private static readonly Recipe Mixing = new(
        new RandomErasing { Probability = 0.5, Paint = Paint.UniformNoise },
        new CutMix(1) { Scope = Scope.Sample, Probability = 0.7 }
    );

    private readonly string folder = Directory.CreateTempSubdirectory("cutwork-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static LoaderOptions Options(Recipe recipe, PartnerStream partners = PartnerStream.Batch) =>
        new()
        {
            Size = Size,
            BatchSize = 4,
            Workers = 3,
            Recipe = recipe,
            Partners = partners,
            Framing = Framing.Stretch,
            OnDamage = OnDamage.Skip,
            KeepSources = true,
        };

    public static TheoryData<string, PartnerStream> Kinds =>
        new MatrixTheoryData<string, PartnerStream>(
            ["as they are", "windows", "resampled", "files", "a pack"],
            [PartnerStream.Batch, PartnerStream.Second]
        );

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Painted_by_the_plan_they_are_the_batch(string kind, PartnerStream partners)
    {
        Recipe recipe = kind switch
        {
            "windows" or "a pack" => new Recipe([new PadCrop(Length.Pixels(2)), new Flip(), .. Mixing.Policies]),
            "resampled" or "files" => new Recipe([new RandomResizedCrop(), new Flip(), .. Mixing.Policies]),
            _ => Mixing,
        };
        using IDataSet set = SetOf(kind);
        using var loader = new Loader<byte>(set, Options(recipe, partners));
        var held = new List<LoadedBatch<byte>>();
        try
        {
            held.AddRange(loader.Epoch(0)); // what is held must outlive all that is read after it
            Assert.NotEmpty(held);
            Assert.All(held, batch => Assert.Equal(batch.Images.Data, Repainted(batch)));
            Assert.All(held, batch => Assert.All(batch.SourceSizes, size => Assert.Equal(SizeIn(kind), size)));
        }
        finally
        {
            held.ForEach(batch => batch.Dispose());
        }
        Assert.Equal(0, loader.BatchesInUse);
        Assert.Contains(held, batch => batch.Plan.Stages.Any(stage => stage.Strokes.Length > 0));
    }

    [Fact]
    public void They_are_there_only_where_asked_for_and_until_the_batch_is_given_back()
    {
        using var set = new FakeSet(8, Size);
        using var without = new Loader<byte>(set, Options(Mixing) with { KeepSources = false });
        using var with = new Loader<byte>(set, Options(Mixing));
        foreach (LoadedBatch<byte> batch in without.Epoch(0))
            using (batch)
                Assert.Contains(
                    nameof(LoaderOptions.KeepSources),
                    Assert.Throws<InvalidOperationException>(() => batch.SourceOf(0)).Message
                );
        foreach (LoadedBatch<byte> batch in with.Epoch(0))
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => batch.SourceOf(batch.Count));
            Assert.Throws<ArgumentOutOfRangeException>(() => batch.SourceOf(-1));
            batch.Dispose();
            Assert.Throws<ObjectDisposedException>(() => batch.SourceOf(0));
            batch.Dispose();
        }
    }

    private static Size SizeIn(string kind) => kind is "resampled" or "files" ? new Size(20, 17) : Size;

    private IDataSet SetOf(string kind)
    {
        var set = new FakeSet(18, SizeIn(kind))
        {
            Before = index =>
            {
                if (index is 3 or 11)
                    throw new DataSetException($"picture {index}", "it is cut short.");
            },
        };
        if (kind is not ("files" or "a pack"))
            return set;
        int[] sound = [.. Enumerable.Range(0, set.Count).Where(index => index is not (3 or 11))];
        if (kind == "files")
        {
            foreach (int index in sound)
                File.WriteAllBytes(
                    Path.Combine(folder, $"{index:D2}.png"),
                    PictureCodec.Encode(set.Read(index).Picture, PictureFormat.Png)
                );
            File.WriteAllText(Path.Combine(folder, "03.png"), "no picture");
            return DataSets.Open(folder);
        }
        string path = Path.Combine(folder, "set.pack");
        using (var writer = new PackWriter(path, set.Name, set.Classes))
        {
            foreach (int index in sound)
                writer.Add(set.Read(index));
            writer.Complete();
        }
        return DataSets.Open(path);
    }

    private static byte[] Repainted(LoadedBatch<byte> batch)
    {
        int places = batch.Count + batch.Plan.Partners.Length;
        SourceImage[] sources = [.. Enumerable.Range(0, places).Select(batch.SourceOf)];
        byte[] pixels = new byte[batch.Images.Data.Length];
        batch
            .Plan.AsShown()
            .Collate(sources, new ImageBatch<byte>(pixels, batch.Images.Layout, batch.Count), Palette.Bytes);
        return pixels;
    }
}
