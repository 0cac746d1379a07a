#:package Cutwork.Loading@VERSION
#:property TargetFramework=net10.0

// The same without TorchSharp: pictures, read and painted in the background.
using Cutwork;
using Cutwork.Imaging;
using Cutwork.Loading;

using IDataSet set = DataSets.Open("shapes", new DataSetOptions { ShapesSize = new Size(16, 16), ShapesCount = 20 });
using var loader = new Loader<float>(
    set,
    new LoaderOptions
    {
        Size = new Size(16, 16),
        BatchSize = 8,
        Recipe = new Recipe(new CutMix(1)),
    }
);
int images = 0;
foreach (LoadedBatch<float> batch in loader.Read(epoch: 0))
    using (batch)
        images += batch.Count;
Console.WriteLine($"{images} images");
return images == 20 ? 0 : 1;
