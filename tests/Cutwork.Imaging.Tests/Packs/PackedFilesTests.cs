namespace Cutwork.Imaging.Tests.Packs;

/// <summary>Image files that go into a pack come out of it, byte for byte.</summary>
public sealed class PackedFilesTests
{
    [Fact]
    public void AFoldersFilesComeBackByteForByte()
    {
        using var temporary = new TemporaryFolder();
        PictureFormat[] formats = [PictureFormat.Png, PictureFormat.Jpeg, PictureFormat.WebP];
        for (int i = 0; i < 9; i++)
            temporary.Write(
                $"photos/{(i < 4 ? "cats" : "dogs")}/{i}.{formats[i % 3]}".ToLowerInvariant().Replace("jpeg", "jpg"),
                PictureCodec.Encode(Samples.Ramp(3 + i, 8 - i % 4, channels: i % 2 == 0 ? 3 : 1), formats[i % 3])
            );
        using var folder = (IEncodedDataSet)DataSets.Open(Path.Combine(temporary.Path, "photos"));
        using IEncodedDataSet pack = Open(PackedSamples.FilesOf(temporary, folder));

        Assert.Equal((folder.Name, folder.Count), (pack.Name, pack.Count));
        Assert.Equal(folder.Classes, pack.Classes);
        for (int index = 0; index < folder.Count; index++)
        {
            using EncodedSample expected = folder.ReadEncoded(index);
            using EncodedSample found = pack.ReadEncoded(index);
            Assert.Equal(expected.Data.ToArray(), found.Data.ToArray());
            Assert.Equal((expected.Label, expected.Header), (found.Label, found.Header));
            Assert.Equal((expected.Label, expected.Label), (folder.LabelOf(index), pack.LabelOf(index)));
            PackedSamples.Same(folder.Read(index), pack.Read(index));
        }
    }

    [Fact]
    public void AShardsFilesComeBackByteForByte()
    {
        using var temporary = new TemporaryFolder();
        byte[] one = PictureCodec.Encode(Samples.Ramp(4, 5), PictureFormat.Png);
        byte[] two = PictureCodec.Encode(Samples.Ramp(6, 3), PictureFormat.Jpeg);
        string shard = temporary.Write(
            "set.tar",
            Samples.Tar(("a.png", one), ("a.cls", Samples.Text("1")), ("b.jpg", two), ("b.cls", Samples.Text("0")))
        );
        using var set = (IEncodedDataSet)DataSets.Open(shard);
        using IEncodedDataSet pack = Open(PackedSamples.FilesOf(temporary, set));
        using EncodedSample first = pack.ReadEncoded(0);
        using EncodedSample second = pack.ReadEncoded(1);
        Assert.Equal(one, first.Data.ToArray());
        Assert.Equal(two, second.Data.ToArray());
        Assert.Equal((1, 0), (first.Label, second.Label));
        Assert.Equal((1, 0), (set.LabelOf(0), set.LabelOf(1)));
    }

    [Fact]
    public void BoxesAndMasksComeAlongAndGrayStaysGray()
    {
        using var temporary = new TemporaryFolder();
        using IEncodedDataSet pack = Open(PackedSamples.SmallFiles(temporary));
        foreach (DataSample sample in PackedSamples.Three())
        {
            using EncodedSample found = pack.ReadEncoded(sample.Index);
            Assert.Equal(sample.Boxes, found.Boxes);
            Assert.Equal(sample.Mask ?? [], found.Mask.ToArray());
            Assert.Equal((sample.Label, sample.Picture.Size), (found.Label, found.Header.Size));
            Assert.Equal(sample.Picture.Channels == 1, found.Header.IsGray);
            Assert.Equal(sample.Mask, pack.Read(sample.Index).Mask);
            Assert.Equal(sample.Name, pack.NameOf(sample.Index));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => pack.ReadEncoded(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => pack.NameOf(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => pack.LabelOf(3));
    }

    [Fact]
    public void FilesAndMasksAreReadWhereTheyLie()
    {
        using var temporary = new TemporaryFolder();
        using IEncodedDataSet pack = Open(PackedSamples.SmallFiles(temporary));
        using EncodedSample one = pack.ReadEncoded(0);
        using EncodedSample two = pack.ReadEncoded(0);
        Assert.True(one.Data.Span == two.Data.Span); // the same place, not equal bytes
        Assert.True(one.Mask.Span == two.Mask.Span);
    }

    [Fact]
    public void ASampleKeepsItsFileUntilItIsDisposed()
    {
        using var temporary = new TemporaryFolder();
        IEncodedDataSet pack = Open(PackedSamples.SmallFiles(temporary));
        EncodedSample sample = pack.ReadEncoded(0);
        ReadOnlyMemory<byte> file = sample.Data;
        pack.Dispose();
        pack.Dispose();

        Assert.Throws<ObjectDisposedException>(() => pack.ReadEncoded(0));
        Assert.Throws<ObjectDisposedException>(() => pack.Read(0));
        Assert.Throws<ObjectDisposedException>(() => pack.NameOf(0));
        Assert.Throws<ObjectDisposedException>(() => pack.LabelOf(0));
        Assert.Equal(PackedSamples.Three()[0].Picture.Pixels, sample.Decode().Pixels);
        sample.Dispose();
        sample.Dispose();
        Assert.Throws<ObjectDisposedException>(() => sample.Data);
        Assert.Throws<ObjectDisposedException>(() => file.ToArray());
    }

    [Fact]
    public void AnyThreadMayReadWhileAnotherDisposes()
    {
        using var temporary = new TemporaryFolder();
        string path = PackedSamples.SmallFiles(temporary);
        byte[] expected = PackedSamples.Three()[0].Picture.Pixels;
        for (int round = 0; round < 20; round++)
        {
            IEncodedDataSet pack = Open(path);
            int last = 3 * round;
            Parallel.For(
                0,
                8,
                new ParallelOptions { MaxDegreeOfParallelism = 8 },
                thread =>
                {
                    try
                    {
                        for (int i = 0; i < 60; i++)
                        {
                            using EncodedSample sample = pack.ReadEncoded(0);
                            Assert.Equal(expected, sample.Decode().Pixels);
                            if (thread == 3 && i == last)
                                pack.Dispose();
                        }
                    }
                    catch (ObjectDisposedException) when (last < 60) { }
                }
            );
            pack.Dispose();
        }
    }

    [Fact]
    public void APackHoldsOneKind()
    {
        using var temporary = new TemporaryFolder();
        DataSample pixels = PackedSamples.Three()[0];
        using EncodedSample file = PackedSamples.Encoded(pixels);
        using var ofPixels = new PackWriter(Path.Combine(temporary.Path, "pixels.pack"), "set", ["one", "two"]);
        using var ofFiles = new PackWriter(Path.Combine(temporary.Path, "files.pack"), "set", ["one", "two"]);
        ofPixels.Add(pixels);
        ofFiles.Add("first", file);
        string said = Assert.Throws<ArgumentException>(() => ofPixels.Add("second", file)).Message;
        Assert.Contains("second is an image file, but the pack has begun with decoded pixels", said);
        said = Assert.Throws<ArgumentException>(() => ofFiles.Add(pixels)).Message;
        Assert.Contains("first is decoded pixels, but the pack has begun with image files", said);
        ofFiles.Add("second", file);
        Assert.Equal((1, 2), (ofPixels.Count, ofFiles.Count));
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedAndTheRestGoesOn()
    {
        using var temporary = new TemporaryFolder();
        string path = Path.Combine(temporary.Path, "set.pack");
        byte[] png = PictureCodec.Encode(Samples.Ramp(2, 3), PictureFormat.Png);
        using var writer = new PackWriter(path, "set", ["one", "two"]);
        Assert.Throws<ArgumentException>(() => writer.Add("label", new EncodedSample("a.png", png, 2)));
        Assert.Throws<ArgumentException>(() =>
            writer.Add("mask", new EncodedSample("a.png", png, 0) { Mask = new byte[5] })
        );
        Assert.Throws<ArgumentException>(() =>
            writer.Add(
                "box",
                new EncodedSample("a.png", png, 0) { Boxes = [new LabeledBox(new Region(1, 0, 2, 1), 0)] }
            )
        );
        string said = Assert
            .Throws<DataSetException>(() => writer.Add("text", new EncodedSample("a.png", "no picture"u8.ToArray(), 0)))
            .Message;
        Assert.StartsWith("a.png: ", said);
        Assert.Throws<DataSetException>(() => writer.Add("empty", new EncodedSample("b.png", default, 0)));
        writer.Add("good", new EncodedSample("a.png", png, 1));
        writer.Complete();
        using IDataSet set = DataSets.Open(path);
        Assert.Equal((1, "good"), (set.Count, set.NameOf(0)));
    }

    /// <summary>The pack's limits are the folder's.</summary>
    [Fact]
    public void TheLimitOnPixelsHolds()
    {
        using var temporary = new TemporaryFolder();
        var options = new DataSetOptions { Decode = new DecodeOptions { MaximumPixels = 5 } };
        using IDataSet pack = DataSets.Open(PackedSamples.SmallFiles(temporary), options);
        Assert.Contains("(first)", Assert.Throws<DataSetException>(() => pack.Read(0)).Message);
        Assert.Equal(new Size(5, 1), pack.Read(1).Picture.Size);
    }

    /// <summary>More is read than memory is taken: the files stay where they are.</summary>
    [Fact]
    public void ReadingTakesNoMemoryForTheFiles()
    {
        using var temporary = new TemporaryFolder();
        string path = Path.Combine(temporary.Path, "large.pack");
        byte[] pixels = new byte[512 * 512 * 3];
        Rng rng = new Key(1, 0, 0).Open();
        foreach (ref byte value in pixels.AsSpan())
            value = (byte)rng.NextUInt32();
        byte[] noise = PictureCodec.Encode(new Picture(new Size(512, 512), 3, pixels), PictureFormat.Png);
        const int Count = 40;
        using (var writer = new PackWriter(path, "set", ["one"]))
        {
            for (int i = 0; i < Count; i++)
                writer.Add($"{i}", new EncodedSample("noise.png", noise, 0));
            writer.Complete();
        }
        using IEncodedDataSet pack = Open(path);
        pack.ReadEncoded(0).Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();
        long read = 0;
        for (int index = 0; index < Count; index++)
        {
            using EncodedSample sample = pack.ReadEncoded(index);
            read += sample.Data.Length;
        }
        Assert.Equal((long)Count * noise.Length, read);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, read / 100);
    }

    private static IEncodedDataSet Open(string path)
    {
        IDataSet set = DataSets.Open(path);
        Assert.IsNotType<IMappedDataSet>(set, exactMatch: false);
        return Assert.IsType<IEncodedDataSet>(set, exactMatch: false);
    }
}
