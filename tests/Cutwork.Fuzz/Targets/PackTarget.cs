using System.Buffers.Binary;
using Cutwork.Imaging;

namespace Cutwork.Fuzz;

internal sealed class PackTarget : SetTarget
{
    public override string Name => "pack";

    public override string Promise =>
        "packs of any bytes, right checksums or not: DataSetException alone; samples have classes and the same pixels again";

    public override int PerMinute => 9_000;

    public override IEnumerable<byte[]> Seeds()
    {
        string path = Scratch["made.pack"];
        using (var writer = new PackWriter(path, "pixels", ["a", "b"]))
        {
            for (int i = 0; i < 3; i++)
                writer.Add(new DataSample(i, $"{i}", Samples.Ramp(3 + i, 4, channels: i == 2 ? 1 : 3), i % 2));
            writer.Complete();
        }
        yield return File.ReadAllBytes(path);
        File.Delete(path);
        using (var writer = new PackWriter(path, "files", ["a"]))
        {
            foreach (byte[] file in (byte[][])[Samples.Plain(1, 2, 3), JpegFiles.Waves(9, 8, 70)])
            {
                using var sample = new EncodedSample("a", file, 0);
                writer.Add("a", sample);
            }
            writer.Complete();
        }
        yield return File.ReadAllBytes(path);
        File.Delete(path);
    }

    /// <summary>The checksums of samples, tables and header, in this order.</summary>
    public override byte[] Repair(byte[] input)
    {
        if (input.Length < PackHeader.Length)
            return input;
        long entries = BinaryPrimitives.ReadInt64LittleEndian(input.AsSpan(32));
        long boxes = BinaryPrimitives.ReadInt64LittleEndian(input.AsSpan(40));
        BinaryPrimitives.WriteInt64LittleEndian(input.AsSpan(16), input.Length);
        if (entries >= PackHeader.Length && entries <= input.Length)
        {
            for (long at = entries; at + PackEntry.Length <= Math.Min(boxes, input.Length); at += PackEntry.Length)
            {
                Span<byte> entry = input.AsSpan((int)at);
                PackEntry read = PackEntry.Read(entry);
                bool isPixels = input[8] == 1;
                long length = isPixels ? (long)read.Height * read.Width * read.Measure : read.Measure;
                if (read.Data >= 0 && length >= 0 && length <= input.Length && read.Data <= input.Length - length)
                    BinaryPrimitives.WriteUInt32LittleEndian(
                        entry[56..],
                        Checksum.Of(input.AsSpan((int)read.Data, (int)length))
                    );
            }
            BinaryPrimitives.WriteUInt32LittleEndian(input.AsSpan(12), Checksum.Of(input.AsSpan((int)entries)));
        }
        BinaryPrimitives.WriteUInt32LittleEndian(input.AsSpan(124), Checksum.Of(input.AsSpan(0, 124)));
        return input;
    }

    protected override string Write(byte[] input) => Scratch.Write("set.pack", input);
}
