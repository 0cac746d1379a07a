using System.Security.Cryptography;
using Cutwork.Imaging;
using Cutwork.Studies;

namespace Cutwork.Fuzz;

internal sealed class CheckpointTarget : Target
{
    private readonly Scratch scratch = new();
    private readonly ShapesDataSet set = new(new Size(8, 8), 8);
    private readonly Trainer trainer;

    public CheckpointTarget() =>
        trainer = new Trainer(
            set,
            new TrainingOptions
            {
                Architecture = Architecture.Of("convnet"),
                Epochs = 1,
                RecipeAt = _ => Recipe.None,
                Size = new Size(8, 8),
                BatchSize = 4,
                Averaging = 0.9,
                Seed = 3,
            }
        );

    public override string Name => "checkpoint";

    public override string Promise =>
        "a checkpoint of any bytes: TrainingException alone; what is read stands at a step of the training";

    public override IReadOnlyList<Type> Refusals { get; } = [typeof(TrainingException)];

    public override int PerMinute => 50;

    public override int LongestInput => 1 << 22;

    public override IEnumerable<byte[]> Seeds()
    {
        string path = scratch["made.checkpoint"];
        trainer.Save(path);
        yield return File.ReadAllBytes(path);
    }

    /// <summary>The checksum, which is the last of it.</summary>
    public override byte[] Repair(byte[] input)
    {
        int length = input.Length - SHA256.HashSizeInBytes;
        if (length >= 0)
            SHA256.HashData(input.AsSpan(0, length), input.AsSpan(length));
        return input;
    }

    public override void Run(byte[] input)
    {
        trainer.Load(scratch.Write("last.checkpoint", input));
        LawException.Check(trainer.Epoch is 0 or 1, "it stands at an epoch that the training has not");
        LawException.Check(trainer.Step >= 0 && trainer.Step <= trainer.Steps, "it stands at a step that no epoch has");
    }

    public override void Dispose()
    {
        trainer.Dispose();
        set.Dispose();
        scratch.Dispose();
    }
}
