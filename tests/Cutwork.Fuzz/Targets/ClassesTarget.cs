using System.Text;

namespace Cutwork.Fuzz;

/// <summary>The names of classes beside a shard.</summary>
internal sealed class ClassesTarget : SetTarget
{
    private bool isWritten;

    public override string Name => "classes";

    public override string Promise => "classes.txt of any bytes: DataSetException alone; samples have classes";

    public override int PerMinute => 13_000;

    public override IEnumerable<byte[]> Seeds() =>
        ((string[])["cat\ndog\n", "a\r\nb\r\nc", "café\n日本", "one\ntwo\n\n", "\uFEFFcat\ndog", "a b\n c \nd"]).Select(
            Encoding.UTF8.GetBytes
        );

    protected override string Write(byte[] input)
    {
        Directory.CreateDirectory(Scratch["shards"]);
        if (!isWritten)
            Scratch.Write(
                "shards/a.tar",
                Samples.Tar(
                    ("a.png", Samples.Plain(1, 2, 3)),
                    ("a.cls", "0"u8.ToArray()),
                    ("b.png", Samples.Plain(4, 5, 6)),
                    ("b.cls", "1"u8.ToArray())
                )
            );
        isWritten = true;
        Scratch.Write("shards/classes.txt", input);
        return Scratch["shards"];
    }
}
