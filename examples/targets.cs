#:project ../src/Cutwork.Imaging
#:property PublishAot=false

// What strokes do to boxes and label maps: the picture of docs/targets.md. Images stand above their label maps;
// boxes of image 0 are green, of image 1 orange, of image 2 blue.
//   dotnet run -c Release targets.cs -- targets.png
using Cutwork;
using Cutwork.Imaging;

string file = args.ElementAtOrDefault(0) ?? Path.Combine(Path.GetTempPath(), "cutwork-targets.png");
const int images = 3;
const int side = 54;
var size = new Size(side, 2 * side); // two samples of the built-in set side by side: two objects
var layout = Layout.Interleaved(size, channels: 3);
var mapLayout = Layout.Planar(size, channels: 1);

// 1. Pixels, boxes and label maps of every image, as they are before the strokes.
using var set = new ShapesDataSet(new Size(side, side), count: 2 * images, seed: 4);
var planes = Layout.Planar(size, channels: set.Classes.Count + 1); // for each class, and for the background
var pixels = new byte[images * layout.Elements];
var maps = new byte[images * mapLayout.Elements]; // class + 1, 0 for the background
var boxes = new AnnotatedBox[2 * images];
int[] starts = [0, 2, 4, 6]; // where the boxes of each image begin
for (int sample = 0; sample < set.Count; sample++)
{
    (int image, int left) = (sample / 2, sample % 2 * side);
    DataSample read = set.Read(sample);
    for (int y = 0; y < side; y++)
    {
        int at = (image * side + y) * 2 * side + left;
        read.Picture.Pixels.AsSpan(3 * y * side, 3 * side).CopyTo(pixels.AsSpan(3 * at));
        read.Mask.AsSpan(y * side, side).CopyTo(maps.AsSpan(at));
    }
    Region box = read.Boxes[0].Region;
    boxes[sample] = new(new Region(box.Top, left + box.Left, box.Height, box.Width), read.Label, Id: sample);
}

// 2. One plan for each kind of stroke: pixels, boxes and maps follow it.
var erasing = new RandomErasing
{
    Probability = 1,
    Area = (0.15, 0.3),
    Paint = Paint.UniformNoise,
};
var cutMix = new CutMix(1) { Placement = Placement.Inside, Partner = PartnerRule.Derangement };
var mixup = new Mixup(1) { Partner = PartnerRule.Derangement };
(string, Recipe)[] rows =
[
    ("Random Erasing", new(erasing)),
    ("CutMix", new(cutMix)),
    ("mixup", new(mixup)),
    ("CutMix twice", new(cutMix, cutMix)),
];
float[] before = SoftMaps(Recipe.None.Draw(new Key(0), Scene.Range(size, 0, images)));
var cells = new List<SheetCell>();
Console.WriteLine("strokes         image  class      visible  weight  box");
foreach ((string name, Recipe recipe) in rows)
{
    Plan plan = recipe.Draw(new Key(seed: 5), Scene.Range(size, first: 0, count: images));
    var painted = new byte[pixels.Length];
    plan.Apply(new(pixels, layout, images), new ImageBatch<byte>(painted, layout, images), Palette.Bytes);
    Picture result = Stack(Photo(painted, 0), Map(SoftMaps(plan), 0));
    var lines = new List<string>();
    foreach (SeenBox box in plan.BoxesOf(0, new(boxes, starts)))
    {
        (string label, string visible) = (set.Classes[box.Label], $"{100 * box.Visible:f0}%");
        Console.WriteLine($"{name, -15} {box.Place, -6} {label, -10} {visible, 7} {box.Weight, 7:f2}  {box.Box}");
        lines.Add($"{box.Place} {label} {visible} {box.Weight:f2}");
        Frame(result, 0, box.Box, box.Place);
    }
    int[] partners = [.. plan.LabelWeights(0).Select(part => part.Position).Where(place => place > 0)];
    string title = $"{name}: image, class, visible, weight";
    cells.Add(
        new(title, Before(0), new(result) { Caption = [.. lines] })
        {
            Partner = partners.Length > 0 ? Before(partners) : null,
        }
    );
}

// 3. The picture.
Picture sheet = new ContactSheet { Cells = [.. cells], CellsPerRow = 1 }.Draw();
File.WriteAllBytes(file, PictureCodec.Encode(sheet, PictureFormat.Png));
Console.WriteLine($"wrote {file}");

float[] SoftMaps(Plan plan)
{
    var soft = new float[images * planes.Elements];
    plan.ApplyToSoftMaps(new ReadOnlyImageBatch<byte>(maps, mapLayout, images), new(soft, planes, images));
    return soft;
}

SheetPanel Before(params int[] places) // one image above its map, or two images
{
    Picture stack = Stack(
        Photo(pixels, places[0]),
        places is [_, int second] ? Photo(pixels, second) : Map(before, places[0])
    );
    for (int half = 0; half < places.Length; half++)
        foreach (AnnotatedBox box in boxes[starts[places[half]]..starts[places[half] + 1]])
            Frame(stack, half, box.Box, places[half]);
    return new(stack) { Caption = [.. places.Select(place => $"image {place}")] };
}

Func<int, int, int, float> Photo(byte[] photos, int image) =>
    (y, x, channel) => photos[((image * side + y) * 2 * side + x) * 3 + channel];

// Each class has a color; where classes are mixed, so are their colors.
Func<int, int, int, float> Map(float[] soft, int image) =>
    (y, x, channel) =>
        Enumerable
            .Range(0, planes.Channels)
            .Sum(label => soft[image * planes.Elements + planes.Offset(label, y, x)] * ColorOf(label, channel));

int ColorOf(int label, int channel) => label == 0 ? 40 : 60 + label * (177 + 67 * channel) % 196;

Picture Stack(Func<int, int, int, float> upper, Func<int, int, int, float> lower) // each pixel 2×2
{
    var stack = new Picture(new Size(4 * side + 4, 4 * side), 3, new byte[(4 * side + 4) * 4 * side * 3]);
    for (int y = 0; y < 2 * side; y++)
    for (int x = 0; x < 4 * side; x++)
    for (int channel = 0; channel < 3; channel++)
    {
        stack.Pixels[stack.Layout.Offset(channel, y, x)] = (byte)upper(y / 2, x / 2, channel);
        stack.Pixels[stack.Layout.Offset(channel, 2 * side + 4 + y, x)] = (byte)lower(y / 2, x / 2, channel);
    }
    return stack;
}

void Frame(Picture stack, int half, Box box, int place)
{
    byte[] color = place switch
    {
        0 => [60, 220, 90],
        1 => [255, 150, 30],
        _ => [80, 160, 255],
    };
    for (int y = 2 * (int)box.Top; y < 2 * box.Bottom; y++)
    for (int x = 2 * (int)box.Left; x < 2 * box.Right; x++)
        if (y < 2 * box.Top + 2 || y >= 2 * box.Bottom - 2 || x < 2 * box.Left + 2 || x >= 2 * box.Right - 2)
            color.CopyTo(stack.Pixels, stack.Layout.Offset(0, half * (2 * side + 4) + y, x));
}
