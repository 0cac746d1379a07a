using System.Collections.Immutable;
using System.Globalization;

namespace Cutwork.Imaging;

/// <summary>
/// The built-in data set: textured objects of ten classes on textured backgrounds, drawn from a key, with class, box and
/// mask as ground truth. The same bytes on every machine; the same scenes, finer or coarser, at every size.
/// </summary>
/// <remarks>
/// Classes are balanced: each ten indexes in a row from a multiple of ten hold every class once, in a drawn order. Only
/// additions, multiplications, divisions, square roots and integers are used, whose results IEEE 754 fixes to the bit.
/// </remarks>
public sealed class ShapesDataSet : IDataSet
{
    private static readonly string[] Parts = ["train", "test", "val"];

    private readonly Size size;
    private readonly ulong seed;
    private readonly string split;
    private readonly uint operation;

    /// <summary>A set of <paramref name="count"/> samples of one size; other parts show other scenes.</summary>
    /// <param name="size">Of every picture; 1×1 and H ≠ W included.</param>
    /// <param name="count">Samples, at least 1.</param>
    /// <param name="seed">Another seed, other scenes.</param>
    /// <param name="split">"train", "test" or "val".</param>
    /// <exception cref="ArgumentOutOfRangeException">Count is below 1, or the size is larger than a picture can be.</exception>
    /// <exception cref="DataSetException">There is no such part.</exception>
    public ShapesDataSet(Size size, int count, ulong seed = 0, string split = "train")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (size.Area > Array.MaxLength / 3)
            throw new ArgumentOutOfRangeException(
                nameof(size),
                size,
                $"A picture has at most {Array.MaxLength / 3} pixels: three bytes for each fill the longest array."
            );
        int part = Array.IndexOf(Parts, split);
        if (part < 0)
            throw new DataSetException(
                "shapes",
                $"there is no part \"{split}\"; it has \"train\", \"test\" and \"val\"."
            );
        this.size = size;
        this.seed = seed;
        this.split = split;
        operation = 2 * (uint)part;
        Count = count;
    }

    /// <inheritdoc/>
    public string Name => "shapes";

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; } = Outline.Names;

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public string NameOf(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"shapes-{split}-{Sources.Check(index, Count):D6}");

    /// <summary>The class of a sample, without drawing it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such index.</exception>
    public int LabelOf(int index)
    {
        int classes = Outline.Names.Length;
        (int group, int place) = Math.DivRem(Sources.Check(index, Count), classes);
        Rng rng = new Key(seed, 0, group, operation + 1).Open();
        Span<int> order = stackalloc int[classes];
        for (int i = 0; i < classes; i++)
        {
            int j = rng.Below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order[place];
    }

    /// <summary>Draws a sample: an RGB picture, one box, and a mask of label + 1 on the object and 0 elsewhere.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such index.</exception>
    public DataSample Read(int index)
    {
        int label = LabelOf(index);
        ShapeScene scene = new(new Key(seed, 0, index, operation), label, size);
        (Picture picture, byte[] mask, Region box) = scene.Paint();
        return new DataSample(index, NameOf(index), picture, label)
        {
            Boxes = ImmutableArray.Create(new LabeledBox(box, label)),
            Mask = mask,
        };
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
