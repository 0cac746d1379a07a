using System.Text;
using System.Text.Json;
using Cutwork.Cli;

namespace Cutwork.Fuzz;

/// <summary>The log of a training that goes on: its folder is opened as <c>cutwork train --resume</c> opens it.</summary>
internal sealed class TrainingLogTarget : Target
{
    private const int Epochs = 3;

    private readonly Scratch scratch = new();

    public override string Name => "training";

    public override string Promise =>
        "a training's training.jsonl of any bytes: a refusal that names file and line, alone; what is read stays as it is, and the lost epochs are named";

    public override IReadOnlyList<Type> Refusals { get; } = [typeof(Failure)];

    public override int PerMinute => 3_000;

    public override IReadOnlyList<IMutator> Mutators { get; } =
    [new JsonMutator(), new JsonMutator(), new JsonMutator(), new ByteMutator()];

    public override IEnumerable<byte[]> Seeds()
    {
        string folder = scratch["training"];
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "settings.json"), SettingsTarget.Seed);
        File.WriteAllText(Path.Combine(folder, "recipe.json"), Recipe.None.ToJson());
        string[] lines =
        [
            .. Enumerable
                .Range(1, Epochs)
                .Select(epoch =>
                    JsonSerializer.Serialize(
                        new TrainEpoch(epoch, 1.5, 0.5, 0.25, 1.25, 0.125, 2, 300, 0.01, 0.2),
                        TrainEpoch.Form
                    )
                ),
        ];
        yield return Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
        yield return Encoding.UTF8.GetBytes(lines[0] + "\n" + lines[2]);
        yield return [];
    }

    public override void Run(byte[] input)
    {
        string path = scratch.Write(Path.Combine("training", "training.jsonl"), input);
        string kept;
        (TrainFolder training, TrainSettings _, RecipeChoice _) = TrainFolder.Resume(scratch["training"], _ => { });
        using (training)
        {
            IReadOnlyList<int> lost;
            try
            {
                lost = training.ReadEpochs(Epochs);
            }
            catch (Failure)
            {
                LawException.Check(File.ReadAllBytes(path).AsSpan().SequenceEqual(input), "what is refused is changed");
                throw;
            }
            int[] epochs = [.. training.Epochs.Select(epoch => epoch.Epoch)];
            LawException.Check(
                epochs.Concat(lost).Order().SequenceEqual(Enumerable.Range(1, Epochs)),
                "an epoch is neither read nor lost, or both"
            );
            LawException.Check(epochs.SequenceEqual(epochs.Order()), "epochs are not in their order");
            LawException.Check(
                training.Epochs.All(epoch => double.IsFinite(epoch.Loss) && double.IsFinite(epoch.Seconds)),
                "a figure is no number"
            );
        }
        kept = File.ReadAllText(path);
        (TrainFolder again, TrainSettings _, RecipeChoice _) = TrainFolder.Resume(scratch["training"], _ => { });
        using (again)
        {
            again.ReadEpochs(Epochs);
            LawException.Check(File.ReadAllText(path) == kept, "what was read is changed by reading it again");
        }
    }

    public override void Dispose() => scratch.Dispose();
}
