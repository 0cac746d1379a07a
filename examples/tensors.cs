#:project ../src/Cutwork.TorchSharp
#:package libtorch-cpu-linux-x64
#:property PublishAot=false

// A training loop of TorchSharp's, and the three lines that bring Random Erasing, mixup and CutMix into it.
using Cutwork;
using Cutwork.TorchSharp;
using static TorchSharp.torch;

const int count = 256;
const int classes = 4;
const int batchSize = 32;
var size = new Cutwork.Size(16, 16);
var recipe = new Recipe(
    new RandomErasing { Probability = 0.25, Paint = Paint.NormalNoise },
    new Choice(new Mixup(0.2), new CutMix(1)) { Probability = 0.5 }
);

// Your data: here, each class brightens another quarter of noise.
random.manual_seed(1);
using Tensor allLabels = randint(classes, [count], ScalarType.Int64);
using Tensor allImages = randn(count, 3, 16, 16);
using (NewDisposeScope())
    for (int sample = 0; sample < count; sample++)
    {
        long label = allLabels[sample].item<long>();
        allImages[sample].narrow(1, 8 * (label / 2), 8).narrow(2, 8 * (label % 2), 8).add_(0.3);
    }

using var model = nn.Sequential(nn.Flatten(), nn.Linear(3 * 16 * 16, 32), nn.ReLU(), nn.Linear(32, classes));
using var optimizer = optim.SGD(model.parameters(), 0.02, momentum: 0.9);
var accuracy = new MixedAccuracy();
for (int epoch = 0; epoch < 5; epoch++)
{
    accuracy.Reset();
    for (int first = 0; first < count; first += batchSize)
        using (NewDisposeScope())
        {
            Tensor images = allImages.narrow(0, first, batchSize).clone();
            Tensor labels = allLabels.narrow(0, first, batchSize);

            Plan plan = recipe.Draw(new Key(seed: 1, epoch), Scene.Range(size, first, batchSize)); // which samples these are
            plan.Apply(images, Palette.ImageNet); // painted in place, on the CPU or another device
            Tensor soft = plan.SoftLabels(labels, classes, smoothing: 0.1); // in place of the labels

            Tensor logits = model.call(images);
            Tensor loss = MixedLosses.SoftTargetCrossEntropy(logits, soft);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            accuracy.Add(logits, soft);
        }
    using (NewDisposeScope())
    using (no_grad())
    {
        double right = model.call(allImages).argmax(1).eq(allLabels).to(ScalarType.Float32).mean().item<float>();
        Console.WriteLine($"epoch {epoch}: {accuracy.Value:P1} on mixed images, {right:P1} on plain ones");
    }
}
