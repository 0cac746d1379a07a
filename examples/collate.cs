#:project ../src/Cutwork
using Cutwork;

// From decoded images anywhere in memory to a batch for training, in one pass: crop or mirror, erase, mix, normalize, HWC to CHW.
const int classes = 10;
var size = new Size(32, 32);
var pixels = new byte[8][];
for (int i = 0; i < pixels.Length; i++)
{
    pixels[i] = new byte[36 * 40 * 3]; // 36×40 pixels, RGB: yours come from a decoder
    pixels[i].AsSpan().Fill((byte)(30 * i));
}

var recipe = new Recipe(new RandomErasing { Probability = 0.25 }, new CutMix(alpha: 1.0) { Scope = Scope.Sample });
Plan plan = recipe.Draw(new Key(seed: 1, epoch: 0), Scene.Range(size, first: 0, count: pixels.Length));

var layout = Layout.Interleaved(new Size(36, 40), channels: 3);
var sources = new SourceImage[pixels.Length];
for (int i = 0; i < sources.Length; i++)
    sources[i] = new SourceImage(pixels[i], layout, new Window(2, 4, i % 2 == 0 ? Mirror.None : Mirror.Horizontal));

using var pool = new BatchPool(); // memory that is used again: fresh memory costs several times the painting
for (int epoch = 0; epoch < 2; epoch++)
{
    using PooledBatch<float> batch = pool.Rent<float>(Layout.Planar(size, channels: 3), sources.Length);
    int[] labels = [0, 1, 2, 3, 4, 5, 6, 7];
    var softLabels = new float[labels.Length * classes];
    plan.Collate(sources, batch.Open(), Palette.ImageNet, Targets.Soft(labels, softLabels, classes, smoothing: 0.1));
    Console.WriteLine(
        $"epoch {epoch}: image 0 begins with {batch.Images.Data[0]:F3}, its label with {softLabels[0]:F3}"
    );
}
