namespace Cutwork.Imaging.Tests.Packs;

/// <summary>What goes into a pack comes out of it.</summary>
public sealed class PackTests
{
    [Fact]
    public void ShapesComeBackWithBoxesAndMasks()
    {
        using var temporary = new TemporaryFolder();
        using var shapes = new ShapesDataSet(new Size(13, 9), 25, seed: 3);
        using IDataSet pack = DataSets.Open(PackedSamples.Of(temporary, shapes));

        Assert.Equal((shapes.Name, shapes.Count), (pack.Name, pack.Count));
        Assert.Equal(shapes.Classes, pack.Classes);
        for (int index = 0; index < shapes.Count; index++)
        {
            PackedSamples.Same(shapes.Read(index), pack.Read(index));
            Assert.Equal(shapes.NameOf(index), pack.NameOf(index));
        }
    }

    [Fact]
    public void AFolderOfPicturesOfAnySizeComesBack()
    {
        using var temporary = new TemporaryFolder();
        for (int i = 0; i < 6; i++)
            temporary.Write(
                $"photos/{(i < 3 ? "cats" : "dogs")}/{i}.png",
                PictureCodec.Encode(Samples.Ramp(3 + i, 8 - i), PictureFormat.Png)
            );
        using IDataSet folder = DataSets.Open(Path.Combine(temporary.Path, "photos"));
        using IDataSet pack = DataSets.Open(PackedSamples.Of(temporary, folder));

        Assert.Equal(["cats", "dogs"], pack.Classes);
        for (int index = 0; index < 6; index++)
            PackedSamples.Same(folder.Read(index), pack.Read(index));
    }

    [Fact]
    public void AViewIsTheSampleWithoutACopy()
    {
        using var temporary = new TemporaryFolder();
        using IMappedDataSet pack = Open(PackedSamples.Small(temporary));
        foreach (DataSample sample in PackedSamples.Three())
        {
            SourceImage view = pack.View(sample.Index);
            Assert.Equal(sample.Picture.Layout, view.Layout);
            Assert.Equal(default, view.Window);
            Assert.Equal(sample.Picture.Pixels, view.Pixels.ToArray());
            Assert.True(view.Pixels.Span == pack.View(sample.Index).Pixels.Span); // the same place, not equal bytes
            Assert.Equal(sample.Label, pack.LabelOf(sample.Index));
            PackedSamples.Same(sample, pack.Read(sample.Index));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => pack.View(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => pack.LabelOf(-1));
    }

    [Fact]
    public void BoxesAndMasksComeWithoutPixelsAndMasksWithoutACopy()
    {
        using var temporary = new TemporaryFolder();
        using IMappedDataSet pack = Open(PackedSamples.Small(temporary));
        foreach (DataSample sample in PackedSamples.Three())
        {
            Assert.Equal(sample.Boxes, pack.BoxesOf(sample.Index));
            Assert.Equal(sample.Mask ?? [], pack.MaskOf(sample.Index).ToArray());
            Assert.True(pack.MaskOf(sample.Index).Span == pack.MaskOf(sample.Index).Span); // the same place, not equal bytes
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => pack.BoxesOf(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => pack.MaskOf(-1));
    }

    [Fact]
    public void ViewsBeginAtCacheLines()
    {
        using var temporary = new TemporaryFolder();
        using IMappedDataSet pack = Open(PackedSamples.Small(temporary));
        for (int index = 0; index < pack.Count; index++)
        {
            using System.Buffers.MemoryHandle pinned = pack.View(index).Pixels.Pin();
            unsafe
            {
                Assert.Equal(0, (nint)pinned.Pointer % 64);
            }
        }
    }

    [Fact]
    public void AfterDisposeEveryUseThrowsAndHoldsKeepViews()
    {
        using var temporary = new TemporaryFolder();
        IMappedDataSet pack = Open(PackedSamples.Small(temporary));
        SourceImage view = pack.View(0);
        IDisposable hold = pack.Hold();
        pack.Dispose();
        pack.Dispose();

        Assert.Throws<ObjectDisposedException>(() => pack.View(0));
        Assert.Throws<ObjectDisposedException>(() => pack.Read(0));
        Assert.Throws<ObjectDisposedException>(() => pack.NameOf(0));
        Assert.Throws<ObjectDisposedException>(() => pack.LabelOf(0));
        Assert.Throws<ObjectDisposedException>(() => pack.BoxesOf(0));
        Assert.Throws<ObjectDisposedException>(() => pack.MaskOf(0));
        Assert.Throws<ObjectDisposedException>(() => pack.Hold());
        Assert.Equal(Samples.Ramp(2, 3).Pixels, view.Pixels.ToArray());
        hold.Dispose();
        hold.Dispose();
        Assert.Throws<ObjectDisposedException>(() => view.Pixels.ToArray());
        Assert.Throws<ObjectDisposedException>(() => view.Pixels.Pin());
    }

    [Fact]
    public void AnyThreadMayReadWhileAnotherDisposes()
    {
        using var temporary = new TemporaryFolder();
        using var shapes = new ShapesDataSet(new Size(16, 16), 40);
        string path = PackedSamples.Of(temporary, shapes);
        byte[][] expected = [.. Enumerable.Range(0, 40).Select(index => shapes.Read(index).Picture.Pixels)];
        for (int round = 0; round < 20; round++)
        {
            IMappedDataSet pack = Open(path);
            int last = 20 * (round + 1);
            Parallel.For(
                0,
                8,
                new ParallelOptions { MaxDegreeOfParallelism = 8 },
                thread =>
                {
                    try
                    {
                        for (int i = 0; i < 400; i++)
                        {
                            int index = (thread * 7 + i) % 40;
                            using (pack.Hold())
                                Assert.Equal(expected[index], pack.View(index).Pixels.ToArray());
                            Assert.Equal(expected[index], pack.Read(index).Picture.Pixels);
                            if (thread == 3 && i == last)
                                pack.Dispose();
                        }
                    }
                    catch (ObjectDisposedException) when (last < 400) { }
                }
            );
            pack.Dispose();
        }
    }

    /// <summary>A file with a hole of 5 GiB, of which the disk holds a few pages.</summary>
    [Fact]
    public void PixelsBeyondWhatASpanReachesAreRead()
    {
        using var temporary = new TemporaryFolder();
        string small = PackedSamples.Small(temporary);
        byte[] whole = File.ReadAllBytes(small);
        PackHeader header = PackHeader.Read(whole.AsSpan(0, PackHeader.Length), whole.Length, small);
        const long Hole = (5L << 30) - PackHeader.Length; // pixels begin at 5 GiB, then
        byte[] tables = whole[(int)header.Entries..];
        for (int index = 0; index < header.Samples; index++)
        {
            Span<byte> row = tables.AsSpan(index * PackEntry.Length, PackEntry.Length);
            var entry = PackEntry.Read(row);
            long mask = entry.Mask == 0 ? 0 : entry.Mask + Hole;
            (entry with { Data = entry.Data + Hole, Mask = mask, Name = entry.Name + Hole }).Write(row);
        }
        byte[] first = new byte[PackHeader.Length];
        (
            header with
            {
                FileLength = header.FileLength + Hole,
                Entries = header.Entries + Hole,
                Boxes = header.Boxes + Hole,
                Text = header.Text + Hole,
                TablesChecksum = Checksum.Of(tables),
            }
        ).Write(first);
        string path = Path.Combine(temporary.Path, "large.pack");
        using (var file = new FileStream(path, FileMode.CreateNew))
        {
            file.Write(first);
            file.Position = PackHeader.Length + Hole;
            file.Write(whole.AsSpan(PackHeader.Length..(int)header.Entries));
            file.Write(tables);
        }

        using IMappedDataSet pack = Open(path);
        foreach (DataSample sample in PackedSamples.Three())
        {
            PackedSamples.Same(sample, pack.Read(sample.Index));
            Assert.Equal(sample.Picture.Pixels, pack.View(sample.Index).Pixels.ToArray());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(1000)]
    public void TheChecksumIsCastagnolisInAnyPieces(int length)
    {
        byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 37 + 11))];
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
        }
        Assert.Equal(~crc, Checksum.Of(bytes));
        for (int cut = 0; cut <= length; cut += 3)
            Assert.Equal(~crc, Checksum.Of(bytes.AsSpan(cut), Checksum.Of(bytes.AsSpan(0, cut))));
        Assert.Equal(0xE3069283, Checksum.Of("123456789"u8)); // RFC 3720's check value
    }

    private static IMappedDataSet Open(string path) => Assert.IsType<IMappedDataSet>(DataSets.Open(path), false);
}
