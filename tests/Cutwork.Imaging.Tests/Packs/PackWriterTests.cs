namespace Cutwork.Imaging.Tests.Packs;

/// <summary>A pack is there when it is whole, and not before.</summary>
public sealed class PackWriterTests
{
    [Fact]
    public void NothingIsLeftOfWhatIsNotComplete()
    {
        using var temporary = new TemporaryFolder();
        string path = Path.Combine(temporary.Path, "set.pack");
        using (var writer = new PackWriter(path, "set", ["one", "two"]))
        {
            writer.Add(PackedSamples.Three()[0]);
            Assert.False(File.Exists(path));
        }
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path));
    }

    /// <summary>Where the disk is full, and where the file may not be as large, which .NET tells by another exception.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFullDiskAtAnyByteLeavesNothing(bool limitsFiles)
    {
        using var temporary = new TemporaryFolder();
        long whole = new FileInfo(PackedSamples.Small(temporary)).Length;
        File.Delete(Path.Combine(temporary.Path, "small.pack"));
        string path = Path.Combine(temporary.Path, "set.pack");
        for (long room = 0; room < whole; room++)
        {
            long left = room;
            Assert.Throws<IOException>(() =>
            {
                using var writer = new PackWriter(
                    path,
                    "small",
                    ["cats", "dogs"],
                    overwrite: false,
                    partial => new SmallDisk(partial, left, limitsFiles)
                );
                foreach (DataSample sample in PackedSamples.Three())
                    writer.Add(sample);
                writer.Complete();
            });
            Assert.Empty(Directory.GetFileSystemEntries(temporary.Path));
        }
    }

    [Fact]
    public void AfterAFailedWriteNothingIsAdded()
    {
        using var temporary = new TemporaryFolder();
        string path = Path.Combine(temporary.Path, "set.pack");
        using var writer = new PackWriter(
            path,
            "set",
            ["one", "two"],
            overwrite: false,
            partial => new SmallDisk(partial, PackHeader.Length + 1)
        );
        DataSample sample = PackedSamples.Three()[0];
        Assert.Throws<IOException>(() => writer.Add(sample));
        Assert.Contains("failed", Assert.Throws<InvalidOperationException>(() => writer.Add(sample)).Message);
        Assert.Equal(0, writer.Count);
    }

    [Fact]
    public void WhatAKilledRunHasLeftIsRemovedAndNothingElse()
    {
        using var temporary = new TemporaryFolder();
        string path = Path.Combine(temporary.Path, "set.pack");
        string left = Path.Combine(temporary.Path, "left");
        using (var killed = new PackWriter(path, "set", ["one", "two"]))
        {
            // As the process that wrote it is gone, nobody has its lock.
            string working = Assert.Single(Directory.GetDirectories(temporary.Path));
            Assert.Matches(@"set\.pack\.partial-\d+$", working);
            Directory.Move(working, left);
            Directory.CreateDirectory(working);
        }
        File.WriteAllText(Path.Combine(left, ".cutwork-partial"), Mark("set.pack"));
        Directory.Move(left, path + ".partial-00000000000001");
        string[] others =
        [
            temporary.Write("set.pack.partial-", ""),
            temporary.Write("set.pack.partial-1", "a file of mine"),
            temporary.Write("set.pack.partial-of-mine", ""),
            temporary.Write("reset.pack.partial-1", ""),
            temporary.Write("set.pack.partial-00000000000002/output", "without a mark"),
            temporary.Write("set.pack.partial-00000000000003/.cutwork-partial", Mark("another.pack")),
        ];
        using (var writer = new PackWriter(path, "set", ["one", "two"]))
        {
            writer.Add(PackedSamples.Three()[0]);
            writer.Complete();
        }
        Assert.Equal(
            others.Append(path).Order(StringComparer.Ordinal),
            Directory.GetFiles(temporary.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        );

        static string Mark(string target) =>
            $"This folder is the unfinished work of a run of cutwork; the next run for the same place removes it.\n{target}\n";
    }

    [Fact]
    public void TwoDoNotWriteTheSameFile()
    {
        using var temporary = new TemporaryFolder();
        string path = Path.Combine(temporary.Path, "set.pack");
        using var first = new PackWriter(path, "set", ["one", "two"]);
        string said = Assert.Throws<IOException>(() => new PackWriter(path, "set", ["one", "two"])).Message;
        Assert.Contains("Another run is writing it (set.pack.partial-", said);
        first.Add(PackedSamples.Three()[0]);
        first.Complete();
        using IDataSet set = DataSets.Open(path);
        Assert.Equal(1, set.Count);
        Assert.Equal([path], Directory.GetFileSystemEntries(temporary.Path));
    }

    [Fact]
    public void AFileThatAppearsMeanwhileIsLeftAndThePackIsKept()
    {
        using var temporary = new TemporaryFolder();
        string path = Path.Combine(temporary.Path, "set.pack");
        using var writer = new PackWriter(path, "set", ["one", "two"]);
        writer.Add(PackedSamples.Three()[0]);
        temporary.Write("set.pack", "mine");
        string said = Assert.Throws<IOException>(writer.Complete).Message;
        Assert.Equal("mine", File.ReadAllText(path));
        string kept = Assert.Single(Directory.GetFileSystemEntries(temporary.Path), entry => entry != path);
        Assert.Contains(kept, said);
        using IDataSet set = DataSets.Open(kept);
        Assert.Equal(1, set.Count);
    }

    [Fact]
    public void AFileIsReplacedOnlyWhenAsked()
    {
        using var temporary = new TemporaryFolder();
        string path = temporary.Write("set.pack", "mine");
        Assert.Contains("exists", Assert.Throws<IOException>(() => new PackWriter(path, "set", ["one"])).Message);
        using (var writer = new PackWriter(path, "set", ["one", "two"], overwrite: true))
        {
            writer.Add(PackedSamples.Three()[0]);
            Assert.Equal("mine", File.ReadAllText(path));
            writer.Complete();
            Assert.Throws<InvalidOperationException>(writer.Complete);
        }
        using IDataSet set = DataSets.Open(path);
        Assert.Equal(1, set.Count);
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedAndTheRestGoesOn()
    {
        using var temporary = new TemporaryFolder();
        string path = Path.Combine(temporary.Path, "set.pack");
        DataSample sample = PackedSamples.Three()[0];
        using var writer = new PackWriter(path, "set", ["one", "two"]);
        Assert.Throws<InvalidOperationException>(writer.Complete);
        Assert.Throws<ArgumentException>(() => writer.Add(sample with { Label = 2 }));
        Assert.Throws<ArgumentException>(() => writer.Add(sample with { Mask = new byte[5] }));
        Assert.Throws<ArgumentException>(() =>
            writer.Add(sample with { Boxes = [new LabeledBox(new Region(1, 0, 2, 1), 0)] })
        );
        Assert.Throws<ArgumentException>(() => new PackWriter(path, "set", []));
        writer.Add(sample);
        writer.Complete();
        using IDataSet set = DataSets.Open(path);
        PackedSamples.Same(sample, set.Read(0));
    }

    /// <summary>A file on a disk with little room.</summary>
    private sealed class SmallDisk(string path, long room, bool limitsFiles = false) : Stream
    {
        private readonly FileStream file = new(path, FileMode.Create);
        private bool isFull;

        public override bool CanRead => false;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position
        {
            get => file.Position;
            set => file.Position = value;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            isFull |= file.Position + buffer.Length > room;
            ThrowIfFull();
            file.Write(buffer);
        }

        public override void Flush() => file.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

        public override void SetLength(long value) => file.SetLength(value);

        protected override void Dispose(bool disposing)
        {
            file.Dispose();
            base.Dispose(disposing);
            ThrowIfFull(); // as a file that has kept something back
        }

        private void ThrowIfFull()
        {
            if (isFull)
                throw limitsFiles
                    ? new ArgumentOutOfRangeException(nameof(file), "Specified file length was too large")
                    : new IOException("No space left on device");
        }
    }
}
