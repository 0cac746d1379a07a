using Cutwork.Studies;

namespace Cutwork.Cli.Tests;

/// <summary>Runs of studies that nobody trained.</summary>
internal static class StudyRuns
{
    public static readonly StudyDescription Description = new(
        "effects-fashion",
        "Four methods on Fashion-MNIST",
        "Which of the four methods helps a small network most?",
        ["none", "cutout", "random-erasing", "mixup", "cutmix", "mixup or cutmix"],
        "Fashion-MNIST",
        ["Every arm has the same crops and flips."],
        PublishedResults.On("Fashion-MNIST")
    );

    public static StudyRun Of(string arm, ulong seed, double accuracy, int epochs = 20, bool testsEachEpoch = false) =>
        new()
        {
            Study = "effects",
            Data = "Fashion-MNIST",
            Arm = arm,
            Seed = seed,
            Recipe = $$"""{ "policies": [ { "name": "{{arm}}" } ] }""",
            Training = "resnet-20, 60000 images of 28x28, 20 epochs of 128",
            Machine = "Linux, X64, 2 processors",
            Versions = ".NET 10.0.0, TorchSharp 0.107.0, Cutwork 0.1.0+abc",
            TestAccuracy = accuracy,
            TestLoss = 2.5 * (1 - accuracy),
            CalibrationError = 0.02 + 0.001 * seed,
            TrainAccuracy = 0.95 + 0.002 * seed,
            SecondsPerEpoch = 30 + seed,
            PaintingShare = 0.012,
            WaitingShare = 0.003,
            Epochs =
            [
                .. Enumerable
                    .Range(1, epochs)
                    .Select(epoch => new StudyEpoch(
                        (0.2 + 8 * (1 - accuracy)) * (0.3 + 1.5 / epoch) + 0.02 * seed / epoch,
                        accuracy,
                        testsEachEpoch || epoch == epochs
                            ? accuracy - 0.3 / epoch + 0.002 * seed + (epoch == epochs ? 0.3 / epoch - 0.002 * seed : 0)
                            : null
                    )),
            ],
        };

    /// <summary>Five seeds of each arm: seeds differ by more than arms do.</summary>
    public static StudyRun[] Effects(int seeds = 5, bool testsEachEpoch = false)
    {
        double[] gains = [0, 0.002, 0.0045, 0.007, -0.006, 0.0003];
        double[] noise = [0.0004, -0.0011, 0.0009, -0.0003, 0.0006];
        return
        [
            .. from seed in Enumerable.Range(0, seeds)
            from arm in Enumerable.Range(0, 6)
            select Of(
                Description.Arms[arm],
                (ulong)seed,
                0.92 + 0.004 * seed + gains[arm] + (arm == 0 ? 0 : noise[(seed + arm) % 5]),
                testsEachEpoch: testsEachEpoch
            ),
        ];
    }
}
