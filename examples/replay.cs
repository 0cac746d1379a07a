#:project ../src/Cutwork
using Cutwork;

// A plan is data: draw it here, paint it there, next year, on another machine, sample by sample.
Recipe recipe = Presets.Get("timm-elem").Recipe;
var size = new Size(64, 48);
Plan drawn = recipe.Draw(new Key(seed: 7, epoch: 12), new Scene(size, 31, 4, 159, 26));
string line = drawn.ToJson();
Plan replayed = Plan.FromJson(line);
Console.WriteLine($"{drawn}\nas JSON: {line.Length} characters, read back equal: {drawn.Equals(replayed)}");

// The first image once with its batch, once alone: the same bytes.
var layout = Layout.Interleaved(size, channels: 3);
var photos = new byte[layout.Elements * drawn.Count];
for (int i = 0; i < photos.Length; i++)
    photos[i] = (byte)(i % 251);
var source = new ReadOnlyImageBatch<byte>(photos, layout, drawn.Count);
var together = new byte[photos.Length];
var alone = new byte[layout.Elements];
drawn.Apply(source, new ImageBatch<byte>(together, layout, drawn.Count), Palette.Bytes);
replayed.ApplyOne(0, source, new ImageView<byte>(alone, layout), Palette.Bytes);
bool same = alone.AsSpan().SequenceEqual(together.AsSpan(0, alone.Length));
Console.WriteLine($"image 0 painted alone is the same: {same}");
foreach ((int position, double weight) in drawn.LabelWeights(0))
    Console.WriteLine($"sample {drawn.Samples[position]} has {weight:P1} of image 0's label");
return same && drawn.Equals(replayed) ? 0 : 1;
