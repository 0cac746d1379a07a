using System.Text;
using Cutwork.Cli;

namespace Cutwork.Fuzz;

internal sealed class SettingsTarget : Target
{
    private readonly Scratch scratch = new();

    public override string Name => "settings";

    public override string Promise => "a training's settings.json of any bytes: a refusal that names the file, alone";

    public override IReadOnlyList<Type> Refusals { get; } = [typeof(Failure)];

    public override int PerMinute => 20_000;

    public override IReadOnlyList<IMutator> Mutators { get; } =
    [new JsonMutator(), new JsonMutator(), new JsonMutator(), new ByteMutator()];

    /// <summary>Settings as they are written.</summary>
    public static byte[] Seed =>
        """
            {
              "source": "shapes", "model": "convnet", "epochs": 2, "batch": 32, "learningRate": 0.2, "schedule": "OneCycle",
              "weightDecay": 0.0005, "labelSmoothing": 0.1, "averaging": null, "precision": "F32", "seed": 1, "limit": 64, "size": "16",
              "device": "cpu", "threads": 1, "onError": "Stop", "mostMegapixels": 100
            }
            """u8.ToArray();

    public override IEnumerable<byte[]> Seeds() => [Seed];

    public override void Run(byte[] input)
    {
        var settings = TrainSettings.Read(scratch.Write("settings.json", input));
        LawException.Check(settings.Source is not null, "settings without a source were read");
        LawException.Check(
            settings.Model is not null && settings.Device is not null,
            "settings without a model were read"
        );
        LawException.Check(settings.Epochs >= 1 && settings.Batch >= 1, "settings without an epoch were read");
        LawException.Check(settings.Threads >= 1, "settings without a thread were read");
        LawException.Check(settings.Limit is null or >= 1, "settings without an image were read");
        LawException.Check(double.IsFinite(settings.LearningRate), "a learning rate that is no number was read");
        var again = TrainSettings.Read(scratch.Write("again.json", Encoding.UTF8.GetBytes(settings.ToJson())));
        LawException.Check(again == settings, "what was read and written does not come back");
    }

    public override void Dispose() => scratch.Dispose();
}
