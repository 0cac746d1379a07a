namespace Cutwork.Fuzz;

internal sealed class CifarTarget : SetTarget
{
    public override string Name => "cifar";

    public override string Promise => "CIFAR-10's files of any bytes: DataSetException alone; samples have classes";

    public override int PerMinute => 18_000;

    public override IEnumerable<byte[]> Seeds()
    {
        byte[] two = new byte[2 * 3073];
        two[3073] = 9;
        yield return two;
        yield return new byte[3073];
    }

    protected override string Write(byte[] input)
    {
        Directory.CreateDirectory(Scratch["cifar"]);
        Scratch.Write("cifar/data_batch_1.bin", input);
        return Scratch["cifar"];
    }
}
