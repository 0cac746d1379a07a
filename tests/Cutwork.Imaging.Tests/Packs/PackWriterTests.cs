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
        temporary.Write("set.pack.partial-1", "left");
        temporary.Write($"set.pack.partial-{Environment.ProcessId}", "left by a process of the same number");
        string[] others =
        [
            temporary.Write("set.pack.partial-", ""),
            temporary.Write("set.pack.partial-of-mine", ""),
            temporary.Write("reset.pack.partial-1", ""),
        ];
        using (var writer = new PackWriter(path, "set", ["one", "two"]))
        {
            writer.Add(PackedSamples.Three()[0]);
            writer.Complete();
        }
        Assert.Equal(
            others.Append(path).Order(StringComparer.Ordinal),
            Directory.GetFiles(temporary.Path).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void TwoDoNotWriteTheSameFile()
    {
        using var temporary = new TemporaryFolder();
        string path = Path.Combine(temporary.Path, "set.pack");
        using var first = new PackWriter(path, "set", ["one", "two"]);
        string said = Assert.Throws<IOException>(() => new PackWriter(path, "set", ["one", "two"])).Message;
        Assert.Contains($"Another run is writing it (set.pack.partial-{Environment.ProcessId})", said);
        first.Add(PackedSamples.Three()[0]);
        first.Complete();
        using IDataSet set = DataSets.Open(path);
        Assert.Equal(1, set.Count);
        Assert.Equal([path], Directory.GetFiles(temporary.Path));
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
