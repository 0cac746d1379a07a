#:project ../src/Cutwork.Loading
#:project ../src/Cutwork.TorchSharp
#:package libtorch-cpu-linux-x64
#:property PublishAot=false

// A small network on drawn shapes: read, cropped, flipped, erased, mixed and normalized in the background, trained on with soft labels.
using System.Diagnostics;
using Cutwork;
using Cutwork.Imaging;
using Cutwork.Loading;
using Cutwork.TorchSharp;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

const int epochs = 4;
var size = new Cutwork.Size(32, 32);
random.manual_seed(1);

using IDataSet train = new ShapesDataSet(size, 2000);
int classes = train.Classes.Count;
var options = new LoaderOptions
{
    Size = size,
    BatchSize = 64,
    Seed = 1,
    DropLast = true,
    ChannelsLast = true, // convolutions are twice as fast
    Classes = classes, // soft labels ready made
    LabelSmoothing = 0.1, // once, here: the loss below has none
    Recipe = new Recipe(
        new PadCrop(Length.Pixels(2)),
        new Flip(),
        new RandomErasing { Probability = 0.25, Paint = Paint.NormalNoise },
        new Choice(new Mixup(0.2), new CutMix(1)) { Probability = 0.5 }
    ),
};
using var loader = new Loader<float>(train, options);

using Module<Tensor, Tensor> model = Sequential(
    Conv2d(3, 32, 3, padding: 1),
    ReLU(),
    MaxPool2d(2),
    Conv2d(32, 64, 3, padding: 1),
    BatchNorm2d(64),
    ReLU(),
    AdaptiveAvgPool2d(4),
    Flatten(),
    Linear(64 * 16, classes)
);
using var optimizer = optim.SGD(model.parameters(), 0.05, momentum: 0.9, nesterov: true, weight_decay: 5e-4);

for (int epoch = 0; epoch < epochs; epoch++)
{
    model.train();
    (double loss, double waited) = (0, loader.Statistics.Waiting.TotalSeconds);
    var clock = Stopwatch.StartNew();
    foreach (LoadedBatch<float> batch in loader.Read(epoch))
        using (batch)
        using (NewDisposeScope())
        {
            Tensor images = batch.TakeImages().ToTensor(); // the batch's own memory, given back when libtorch lets go of it
            Tensor labels = batch.TakeSoftTargets().ToTensor(batch.Count, classes);
            Tensor error = functional.cross_entropy(model.call(images), labels);
            optimizer.zero_grad();
            error.backward();
            optimizer.step();
            loss += error.item<float>() / loader.Steps;
        }
    waited = loader.Statistics.Waiting.TotalSeconds - waited;
    double rate = loader.Steps * options.BatchSize / clock.Elapsed.TotalSeconds;
    Console.WriteLine(
        $"epoch {epoch}: loss {loss:F3}, test accuracy {Test():P1}, {rate:F0} images/s, {waited / clock.Elapsed.TotalSeconds:P1} of it waiting for data"
    );
}

double Test()
{
    using IDataSet test = new ShapesDataSet(size, 500, split: "test");
    using var plain = new Loader<float>(test, options with { Recipe = Recipe.None, DropLast = false });
    using IDisposable scope = NewDisposeScope();
    using IDisposable guard = no_grad();
    model.eval();
    long right = 0;
    foreach (LoadedBatch<float> batch in plain.Read(0))
        using (batch)
            right += model
                .call(batch.TakeImages().ToTensor())
                .argmax(1)
                .eq(tensor(batch.Labels.Select(label => (long)label).ToArray()))
                .sum()
                .item<long>();
    return (double)right / test.Count;
}
