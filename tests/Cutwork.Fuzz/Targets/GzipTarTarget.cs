namespace Cutwork.Fuzz;

internal sealed class GzipTarTarget : TarTarget
{
    public override string Name => "tar.gz";

    public override string Promise => "packed shards of any bytes: as tar";

    public override int PerMinute => 12_000;

    public override byte[] Repair(byte[] input) => input;

    protected override byte[] Packed(byte[] tar) => Samples.Gzip(tar);

    protected override string Write(byte[] input) => Scratch.Write("shard.tar.gz", input);
}
