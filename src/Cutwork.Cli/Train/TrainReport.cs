using System.Globalization;
using Cutwork.Imaging;
using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>report.html of a training: one file, to be read without the tool and without a network.</summary>
internal static class TrainReport
{
    public static string ToHtml(TrainOutcome outcome)
    {
        TrainSettings settings = outcome.Settings;
        string name = SafeName.Show(outcome.Data.Train.Name);
        var page = new HtmlPage($"{settings.Model} on {name}");
        page.Heading(1, $"{settings.Model} on {name}");
        page.Paragraph(
            Said(
                $"{100 * outcome.Tested.Accuracy:0.00} % of {outcome.Tested.Images:N0} test images are right after {settings.Epochs} epochs; mean cross-entropy {outcome.Tested.Loss:0.000}, expected calibration error {100 * outcome.Tested.CalibrationError:0.0} %."
            )
        );
        page.Heading(2, "Curves");
        if (outcome.Lost > 0)
            page.Paragraph(
                Said(
                    $"The figures of {outcome.Lost} of {settings.Epochs} epochs are lost: training.jsonl lacks them. Curves and speed are of the others."
                )
            );
        if (outcome.Epochs.Count > 0)
            Curves(page, outcome);
        page.Heading(2, "What was painted");
        page.Code(outcome.Recipe.ToString());
        Sheet(page, outcome, 0);
        if (outcome.Recipe.Schedule is not null && settings.Epochs > 1)
            Sheet(page, outcome, settings.Epochs - 1);
        page.Heading(2, "What is taken for what");
        page.Matrix([.. outcome.Data.Train.Classes], Counts(outcome.Confusion), "Test images.");
        page.Heading(2, "Speed");
        page.Table(["", "images/s"], Speed(outcome));
        page.Paragraph(
            Said(
                $"{100 * outcome.WaitingShare:0.0} % of the training was spent waiting for data; drawing and painting took {100 * outcome.PaintingShare:0.0} % as much time, on threads of their own."
            )
        );
        page.Heading(2, "Settings");
        page.Definitions(Settings(outcome));
        page.Heading(2, "The recipe as a file");
        page.Code(outcome.Recipe.ToJson());
        return page.ToString();
    }

    private static void Curves(HtmlPage page, TrainOutcome outcome)
    {
        page.Figure(
            Chart.Lines(
                "Loss",
                "epoch",
                "cross-entropy, nats",
                Curves(outcome, epoch => epoch.Loss, epoch => epoch.TestLoss)
            ),
            "The training loss is taken on painted images and their mixed labels, the test loss on images as they are: they may stand in either order."
        );
        page.Figure(
            Chart.Lines(
                "Accuracy",
                "epoch",
                "%",
                Curves(outcome, epoch => 100 * epoch.Accuracy, epoch => 100 * epoch.TestAccuracy)
            ),
            "Training accuracy is the weight that the label gives to the predicted class, which mixing keeps below 100 %."
        );
    }

    private static void Sheet(HtmlPage page, TrainOutcome outcome, int epoch)
    {
        if (SampleSheet.Draw(outcome, epoch) is { } sheet)
            page.Picture(
                PictureCodec.Encode(sheet, PictureFormat.Png),
                "images before and after painting, with their labels",
                $"Of the first batch of epoch {epoch + 1}: before, and as the network saw it, with the label that it was given."
            );
        else
            page.Paragraph($"In the first batch of epoch {epoch + 1} nothing was painted.");
    }

    private static ChartLine[] Curves(
        TrainOutcome outcome,
        Func<TrainEpoch, double> trained,
        Func<TrainEpoch, double> tested
    )
    {
        double[] epochs = [.. outcome.Epochs.Select(epoch => (double)epoch.Epoch)];
        return
        [
            new("training", epochs, [.. outcome.Epochs.Select(trained)]),
            new("test", epochs, [.. outcome.Epochs.Select(tested)]),
        ];
    }

    private static long[,] Counts(ConfusionMatrix confusion)
    {
        long[,] counts = new long[confusion.Classes, confusion.Classes];
        for (int actual = 0; actual < confusion.Classes; actual++)
        for (int predicted = 0; predicted < confusion.Classes; predicted++)
            counts[actual, predicted] = confusion[actual, predicted];
        return counts;
    }

    private static IReadOnlyList<IReadOnlyList<PageCell>> Speed(TrainOutcome outcome)
    {
        var rows = new List<IReadOnlyList<PageCell>>
        {
            new PageCell[]
            {
                $"this training, {Say(outcome.Settings.Precision)}, reading and painting included",
                Said($"{outcome.ImagesPerSecond:N0}"),
            },
        };
        if (outcome.PlainImagesPerSecond is { } plain)
            rows.Add(
                new PageCell[]
                {
                    "a plain TorchSharp loop of the same network in the same run, f32, its batch in memory, nothing read or painted",
                    Said($"{plain:N0}"),
                }
            );
        return rows;
    }

    private static IReadOnlyList<(string, string)> Settings(TrainOutcome outcome)
    {
        TrainSettings settings = outcome.Settings;
        Palette palette = outcome.Options.Palette!;
        return
        [
            (
                "data",
                $"{SafeName.Show(settings.Source)}: {outcome.Data.Said}; {outcome.Data.Train.Classes.Count} classes"
            ),
            (
                "network",
                Said(
                    $"{settings.Model} ({outcome.Options.Architecture.Source}), {outcome.Parameters:N0} weights, for images of {outcome.Options.Size}, {outcome.Options.Channels} channels"
                )
            ),
            (
                "normalized by",
                Said(
                    $"mean {string.Join(' ', palette.Mean.Select(value => Said($"{value:0.000}")))}, deviation {string.Join(' ', palette.StandardDeviation.Select(value => Said($"{value:0.000}")))}, of the data"
                )
            ),
            (
                "optimizer",
                Said(
                    $"SGD, Nesterov {outcome.Options.Momentum}, batches of {settings.Batch}, {settings.Schedule} learning rate up to {settings.LearningRate}, weight decay {settings.WeightDecay}"
                )
            ),
            ("labels", settings.LabelSmoothing == 0 ? "not smoothed" : Said($"smoothed by {settings.LabelSmoothing}")),
            (
                "averaged weights",
                settings.Averaging is { } decay ? Said($"{decay}; they are what is tested and written") : "none"
            ),
            ("precision", Say(settings.Precision)),
            ("seed", Said($"{settings.Seed}: first weights, order, crops and strokes")),
            ("machine", $"{TrainingMachine.Description(settings.Threads)}; {settings.Device}"),
            ("versions", Software.Versions),
        ];
    }

    private static string Say(Precision precision) => precision == Precision.F32 ? "f32" : "bf16 with weights in f32";

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
