using System.Text;

namespace Cutwork.Fuzz;

internal class TarTarget : SetTarget
{
    public override string Name => "tar";

    public override string Promise =>
        "shards of any bytes: DataSetException alone; samples have names, classes and the same pixels again";

    public override int PerMinute => 15_000;

    public override IEnumerable<byte[]> Seeds()
    {
        byte[] png = Samples.Plain(1, 2, 3);
        byte[] other = Samples.Plain(90, 2, 200);
        byte[][] tars =
        [
            Samples.Tar(("a.png", png), ("a.cls", "0"u8.ToArray()), ("b.png", other), ("b.cls", "1"u8.ToArray())),
            Samples.Tar(("x/a.png", png), ("x/a.json", "{\"label\":1}"u8.ToArray())),
            [
                .. Long(".png"),
                .. Samples.TarMember("short", png),
                .. Long(".cls"),
                .. Samples.TarMember("other", "0"u8.ToArray()),
                .. new byte[1024],
            ],
            [
                .. Samples.TarMember("pax", "17 path=long.png\n"u8.ToArray(), 'x'),
                .. Samples.TarMember("b.png", png),
                .. Samples.TarMember("long.cls", "0"u8.ToArray()),
                .. new byte[1024],
            ],
        ];
        return tars.Select(Packed);
    }

    /// <summary>Checksums of headers.</summary>
    public override byte[] Repair(byte[] input)
    {
        for (int at = 0; at + 512 <= input.Length; at += 512)
        {
            Span<byte> header = input.AsSpan(at, 512);
            if (!header[257..].StartsWith("ustar"u8))
                continue;
            header.Slice(148, 8).Fill((byte)' ');
            int sum = 0;
            foreach (byte value in header)
                sum += value;
            Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[148..]);
        }
        return input;
    }

    private static byte[] Long(string extension) =>
        Samples.TarMember("././@LongLink", [.. Encoding.ASCII.GetBytes(new string('n', 120) + extension), 0], 'L');

    protected virtual byte[] Packed(byte[] tar) => tar;

    protected override string Write(byte[] input) => Scratch.Write("shard.tar", input);
}
