using System.Buffers.Binary;

namespace Cutwork.Imaging.Tests.Packs;

/// <summary>A pack that was altered is refused, or reads as it did.</summary>
public sealed class PackDamageTests
{
    private static byte[] Whole(TemporaryFolder temporary, bool files) =>
        File.ReadAllBytes(files ? PackedSamples.SmallFiles(temporary) : PackedSamples.Small(temporary));

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void EveryFlippedByteIsRefusedOrHarmless(bool files, bool checkAll)
    {
        using var temporary = new TemporaryFolder();
        byte[] whole = Whole(temporary, files);
        DataSample[] expected;
        using (IDataSet set = DataSets.Open(temporary.Write("whole.pack", whole)))
            expected = [.. Enumerable.Range(0, set.Count).Select(set.Read)];
        int refused = 0;
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] altered = [.. whole];
            altered[at] ^= (byte)(1 << at % 8);
            if (!ReadsAsItWas(temporary.Write("altered.pack", altered), checkAll, expected))
                refused++;
        }
        // Of a header, three entries, three images, a mask, two boxes and the names every byte counts; what is left is padding.
        Assert.True(refused > PackHeader.Length + 3 * PackEntry.Length + 50, $"{refused} of {whole.Length}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryTruncationIsRefusedByName(bool files)
    {
        using var temporary = new TemporaryFolder();
        byte[] whole = Whole(temporary, files);
        for (int length = 0; length < whole.Length; length++)
        {
            string path = temporary.Write("cut.pack", whole[..length]);
            var error = Assert.Throws<DataSetException>(() => DataSets.Open(path).Dispose());
            Assert.Equal(path, error.Item);
            if (length >= 8)
                Assert.Contains($"it ends after {length} of ", error.Message);
        }
        Assert.Contains("something was added", Refusal(temporary, [.. whole, 0]));
    }

    [Fact]
    public void AClassThatNoSampleHasIsNamed()
    {
        using var temporary = new TemporaryFolder();
        string path = Path.Combine(temporary.Path, "set.pack");
        using (var writer = new PackWriter(path, "set", ["a\nb", " c ", "d"]))
        {
            writer.Add(new DataSample(0, "x", Samples.Ramp(1, 1), 1));
            writer.Complete();
        }
        using IDataSet set = DataSets.Open(path);
        Assert.Equal(["a\nb", " c ", "d"], set.Classes);
        Assert.Equal(["a\nb", "d"], set.Account.EmptyClasses);
    }

    [Fact]
    public void AnotherVersionIsSaid()
    {
        using var temporary = new TemporaryFolder();
        byte[] pack = File.ReadAllBytes(PackedSamples.Small(temporary));
        BinaryPrimitives.WriteUInt32LittleEndian(pack.AsSpan(8), 3);
        string said = Refusal(temporary, pack);
        Assert.Contains("version 3, and this Cutwork reads versions 1 and 2: use a newer Cutwork", said);
        BinaryPrimitives.WriteUInt32LittleEndian(pack.AsSpan(8), 0);
        Assert.Contains("it is damaged", Refusal(temporary, pack));
    }

    /// <summary>Checksums say what was written, not who wrote it: with right ones, no claim leads out of the file.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ClaimsWithRightChecksumsAreBounded(bool files)
    {
        using var temporary = new TemporaryFolder();
        byte[] whole = Whole(temporary, files);
        long[] claims = [-1, 0, 1, 63, 64, whole.Length, int.MaxValue, 1L << 32, long.MaxValue, long.MinValue];
        PackHeader header = PackHeader.Read(whole.AsSpan(0, PackHeader.Length), whole.Length, "small");
        int entries = (int)header.Entries;
        int end = (int)header.FileLength;
        (int Start, int End)[] parts = [(16, 72), (entries, end)];
        foreach ((int start, int stop) in parts)
            for (int at = start; at + 8 <= stop; at += 4)
                foreach (long claim in claims)
                {
                    byte[] hostile = [.. whole];
                    BinaryPrimitives.WriteInt64LittleEndian(hostile.AsSpan(at), claim);
                    Seal(hostile, entries);
                    string path = temporary.Write("hostile.pack", hostile);
                    try
                    {
                        using IDataSet set = DataSets.Open(path);
                        for (int index = 0; index < set.Count; index++)
                            try
                            {
                                _ = set.Read(index);
                            }
                            catch (DataSetException) { }
                    }
                    catch (DataSetException) { }
                }
    }

    [Fact]
    public void ADamagedSampleLeavesTheOthersAlone()
    {
        using var temporary = new TemporaryFolder();
        byte[] pack = File.ReadAllBytes(PackedSamples.Small(temporary));
        pack[PackHeader.Length] ^= 1;
        string path = temporary.Write("damaged.pack", pack);
        using (var set = (IMappedDataSet)DataSets.Open(path))
        {
            var error = Assert.Throws<DataSetException>(() => set.View(0));
            Assert.Contains("the pixels of sample 0 (first) are damaged", error.Message);
            Assert.Throws<DataSetException>(() => set.Read(0));
            PackedSamples.Same(PackedSamples.Three()[1], set.Read(1));
        }
        Assert.Throws<DataSetException>(() => DataSets.Open(path, new DataSetOptions { CheckPacks = true }));
    }

    [Fact]
    public void ADamagedFileIsThePacksErrorAndLeavesTheOthersAlone()
    {
        using var temporary = new TemporaryFolder();
        string path = PackedSamples.SmallFiles(temporary);
        byte[] pack = File.ReadAllBytes(path);
        int second = (int)PackEntry.Read(pack.AsSpan((int)Header(pack).Entries + PackEntry.Length)).Data;
        pack[second + 40] ^= 4;
        path = temporary.Write("damaged.pack", pack);
        using (var set = (IEncodedDataSet)DataSets.Open(path))
        {
            var error = Assert.Throws<DataSetException>(() => set.ReadEncoded(1));
            Assert.Equal(path, error.Item);
            Assert.Contains("the file's bytes of sample 1 (zweites Bild ä) are damaged (checksum ", error.Message);
            Assert.Throws<DataSetException>(() => set.Read(1));
            Assert.Equal(PackedSamples.Three()[1].Label, set.LabelOf(1)); // no file is read for it
            PackedSamples.Same(PackedSamples.Three()[0], set.Read(0));
        }
        Assert.Throws<DataSetException>(() => DataSets.Open(path, new DataSetOptions { CheckPacks = true }));
    }

    /// <summary>A file whose pixels were damaged before it was packed has the right checksum, and the decoder's error.</summary>
    [Fact]
    public void AFileThatWasPackedDamagedIsNamedWhenItIsDecoded()
    {
        using var temporary = new TemporaryFolder();
        string path = Path.Combine(temporary.Path, "damaged.pack");
        byte[] whole = PictureCodec.Encode(Samples.Ramp(9, 9), PictureFormat.Png);
        using (var writer = new PackWriter(path, "set", ["one"]))
        {
            using var cut = new EncodedSample("cut.png", whole.AsMemory(0, whole.Length / 2), 0);
            writer.Add("pictures/cut.png", cut);
            writer.Complete();
        }
        using var set = (IEncodedDataSet)DataSets.Open(path, new DataSetOptions { CheckPacks = true });
        using EncodedSample sample = set.ReadEncoded(0);
        string said = Assert.Throws<DataSetException>(sample.Decode).Message;
        Assert.StartsWith($"{path}: sample 0 (pictures/cut.png): ", said);
    }

    private static PackHeader Header(byte[] pack) =>
        PackHeader.Read(pack.AsSpan(0, PackHeader.Length), pack.Length, "pack");

    private static string Refusal(TemporaryFolder temporary, byte[] pack)
    {
        string path = temporary.Write("refused.pack", pack);
        return Assert.Throws<DataSetException>(() => DataSets.Open(path).Dispose()).Message;
    }

    private static void Seal(byte[] pack, int entries)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(pack.AsSpan(12), Checksum.Of(pack.AsSpan(entries)));
        int at = PackHeader.Length - sizeof(uint);
        BinaryPrimitives.WriteUInt32LittleEndian(pack.AsSpan(at), Checksum.Of(pack.AsSpan(0, at)));
    }

    private static bool ReadsAsItWas(string path, bool checkAll, DataSample[] expected)
    {
        try
        {
            using IDataSet set = DataSets.Open(path, new DataSetOptions { CheckPacks = checkAll });
            foreach (DataSample sample in expected)
                PackedSamples.Same(sample, set.Read(sample.Index));
            return true;
        }
        catch (DataSetException)
        {
            return false;
        }
    }
}
