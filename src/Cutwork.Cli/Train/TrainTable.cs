using System.Globalization;
using Spectre.Console;

namespace Cutwork.Cli;

/// <summary>What a training came to, for people.</summary>
internal static class TrainTable
{
    public static void Print(TrainOutcome outcome, TrainFolder folder, Terminal terminal)
    {
        Table table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("").AddColumn("");
        void Row(string name, FormattableString value) =>
            table.AddRow(Markup.Escape(name), Markup.Escape(value.ToString(CultureInfo.InvariantCulture)));

        Row("test accuracy", $"{100 * outcome.Tested.Accuracy:0.00} % of {outcome.Tested.Images:N0} images");
        Row("test loss", $"{outcome.Tested.Loss:0.000}");
        Row("calibration error", $"{100 * outcome.Tested.CalibrationError:0.0} %");
        if (outcome.Epochs.LastOrDefault() is { } last && last.Epoch == outcome.Settings.Epochs)
            Row(
                "training loss, accuracy",
                $"{last.Loss:0.000}, {100 * last.Accuracy:0.0} % (last epoch, mixed labels)"
            );
        if (outcome.Epochs.Count > 0)
            Row("images/s", $"{outcome.ImagesPerSecond:N0}, {100 * outcome.WaitingShare:0.0} % of it waiting for data");
        if (outcome.PlainImagesPerSecond is { } plain)
            Row("a plain loop's", $"{plain:N0} (f32, its batch in memory)");
        terminal.OutputConsole().Write(table);
        terminal.Output.WriteLine($"written to {folder.Shown}; open report.html there");
    }
}
