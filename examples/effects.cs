#:project ../src/Cutwork.Studies
#:package libtorch-cpu-linux-x64
#:property PublishAot=false

// What Cutout, Random Erasing, mixup and CutMix do to a small network, with paired seeds. As it stands it takes some seconds and shows nothing but that it runs;
//   dotnet run -c Release effects.cs -- fashion-mnist 5000 30 5 results.jsonl
// takes about an hour on two cores, goes on where it was stopped, and can show an effect.
using Cutwork;
using Cutwork.Imaging;
using Cutwork.Loading;
using Cutwork.Studies;

string data = args.ElementAtOrDefault(0) ?? "shapes";
int images = int.Parse(args.ElementAtOrDefault(1) ?? "256");
int epochs = int.Parse(args.ElementAtOrDefault(2) ?? "1");
int seeds = int.Parse(args.ElementAtOrDefault(3) ?? "2");
string file = args.ElementAtOrDefault(4) ?? Path.GetTempFileName();

var small = new DataSetOptions { ShapesCount = images, ShapesSize = new Size(32, 32) };
using IDataSet train = DataSets.Open(data, small);
using IDataSet test = DataSets.Open(data, small with { Split = "test" });
SampleOrder order = SampleOrder.Shuffled(Math.Min(images, train.Count));
Picture first = train.Read(0).Picture;
var settings = new StudySettings("effects", data, Arms.Effects(first.Size), seeds);
var study = new Study(
    settings,
    new TrainingOptions
    {
        Architecture = Architecture.Of("convnet"),
        Epochs = epochs,
        RecipeAt = _ => Recipe.None, // the arms'
        Size = first.Size,
        Channels = first.Channels,
        Palette = DataPalette.Of(train, first.Channels, order),
        Precision = ProcessorPrecision.Fastest,
        PeakLearningRate = 0.2,
    }
);
var results = new ResultsFile(file);
study.Run(
    train,
    test,
    results,
    order,
    told: (arm, seed, epoch) =>
        Console.Error.WriteLine(
            $"{arm.Name}, seed {seed}, epoch {epoch.Epoch}: loss {epoch.Loss:F3}, {epoch.ImagesPerSecond:F0} images/s, {epoch.Waiting / epoch.Seconds:P1} waiting"
        )
);
Console.WriteLine(StudyTable.Of([.. settings.Arms.Select(arm => arm.Name)], results.Runs));
if (args.Length < 5)
    File.Delete(file);
