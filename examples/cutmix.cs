#:project ../src/Cutwork
using Cutwork;

const int classes = 10;
var images = new float[8 * 3 * 32 * 32]; // normalized floats, NCHW: yours come from a loader
var labels = new[] { 0, 1, 2, 3, 4, 5, 6, 7 };
var softLabels = new float[8 * classes];

// The README's example begins here.
var recipe = new Recipe(
    new RandomErasing { Probability = 0.25, Paint = Paint.NormalNoise },
    new CutMix(alpha: 1.0) { Probability = 0.5, Scope = Scope.Sample }
);
var scene = Scene.Range(new Size(32, 32), first: 0, count: 8); // which samples of the data set, and their size
Plan plan = recipe.Draw(new Key(seed: 1, epoch: 0), scene); // nothing is painted yet: print it, save it, replay it

var batch = new ImageBatch<float>(images, Layout.Planar(scene.Size, channels: 3), scene.Count);
plan.Apply(batch, Palette.ImageNet);
plan.Apply(labels, softLabels, classes, smoothing: 0.1);

Console.WriteLine(recipe);
Console.WriteLine(string.Join('\n', plan.Explain(0)));

// The README's example ends here.
for (int image = 0; image < scene.Count; image++)
{
    float sum = softLabels.AsSpan(image * classes, classes).ToArray().Sum();
    if (Math.Abs(sum - 1) > 1e-5)
        throw new InvalidOperationException($"the soft label of image {image} sums to {sum}");
}
