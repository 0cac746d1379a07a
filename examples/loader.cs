#:project ../src/Cutwork.Loading
#:property PublishAot=false

// Two epochs of painted batches, as a trainer would take them; then the second epoch again from its third step on.
using Cutwork;
using Cutwork.Imaging;
using Cutwork.Loading;

using IDataSet set = DataSets.Open("shapes", new DataSetOptions { ShapesCount = 500, ShapesSize = new Size(32, 32) });
using var loader = new Loader<float>(
    set,
    new LoaderOptions
    {
        Size = new Size(32, 32),
        BatchSize = 64,
        Seed = 1,
        Recipe = new Recipe(new RandomErasing(), new CutMix(1) { Probability = 0.5 }),
    }
);

double last = 0;
for (int epoch = 0; epoch < 2; epoch++)
    foreach (LoadedBatch<float> batch in loader.Read(epoch))
        using (batch)
        {
            float[] soft = batch.SoftLabels(set.Classes.Count);
            last = Mean(batch.Images.Data);
            Console.WriteLine(
                $"epoch {batch.Epoch}, step {batch.Step}: {batch.Count} images, mean {last:f4}, first label {soft.AsSpan(0, set.Classes.Count).IndexOfMax()}"
            );
        }

double resumed = 0;
foreach (LoadedBatch<float> batch in loader.Read(epoch: 1, fromStep: 3))
    using (batch)
        resumed = Mean(batch.Images.Data);
Console.WriteLine($"resumed at step 3, the last batch has mean {resumed:f4}");
return resumed == last ? 0 : 1;

static double Mean(ReadOnlySpan<float> values)
{
    double sum = 0;
    foreach (float value in values)
        sum += value;
    return sum / values.Length;
}

internal static class Largest
{
    public static int IndexOfMax(this Span<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
            best = values[i] > values[best] ? i : best;
        return best;
    }
}
