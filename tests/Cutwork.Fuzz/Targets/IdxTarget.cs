namespace Cutwork.Fuzz;

/// <summary>The images' file and the labels', one behind the other in an input, parted by the images' length.</summary>
internal sealed class IdxTarget : SetTarget
{
    public override string Name => "idx";

    public override string Promise =>
        "IDX files of any bytes, packed or not: DataSetException alone; samples have classes";

    public override int PerMinute => 18_000;

    public override IEnumerable<byte[]> Seeds()
    {
        byte[] images = Samples.Idx([3, 2, 4], [.. Enumerable.Range(0, 24).Select(i => (byte)i)]);
        byte[] labels = Samples.Idx([3], [2, 0, 1]);
        yield return [(byte)images.Length, .. images, .. labels];
        byte[] packed = Samples.Gzip(images);
        yield return [(byte)packed.Length, .. packed, .. Samples.Gzip(labels)];
    }

    protected override string Write(byte[] input)
    {
        int parted = input.Length == 0 ? 0 : Math.Min(1 + input[0], input.Length);
        ReadOnlySpan<byte> images = input.AsSpan(Math.Min(1, parted)..parted);
        Scratch.Write("train-labels-idx1-ubyte", input.AsSpan(parted));
        return Scratch.Write("train-images-idx3-ubyte", images);
    }
}
