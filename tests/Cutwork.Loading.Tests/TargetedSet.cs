using System.Collections.Immutable;
using Cutwork.Imaging;

namespace Cutwork.Loading.Tests;

/// <summary>Sets of pictures of several sizes, whose samples have none to three boxes, and a mask of classes.</summary>
internal static class TargetedSet
{
    private static readonly Size[] Sizes = [new(9, 14), new(9, 20), new(30, 14), new(5, 5), new(31, 40)];

    public static Size SizeOf(int index) => Sizes[index % Sizes.Length];

    public static FakeSet Of(int count, Action<int>? before = null) =>
        new(count, Sizes[0])
        {
            Before = before ?? (_ => { }),
            SizeOf = SizeOf,
            BoxesOf = BoxesOf,
            MaskOf = MaskOf,
        };

    public static ImmutableArray<LabeledBox> BoxesOf(int index)
    {
        Size size = SizeOf(index);
        Rng rng = new Key(5, 0, index).Open();
        var boxes = ImmutableArray.CreateBuilder<LabeledBox>();
        for (int i = 0; i < index % 4; i++)
        {
            int height = 1 + rng.Below(size.Height);
            int width = 1 + rng.Below(size.Width);
            int top = rng.Below(size.Height - height + 1);
            int left = rng.Below(size.Width - width + 1);
            boxes.Add(new LabeledBox(new Region(top, left, height, width), i % 3));
        }
        return boxes.ToImmutable();
    }

    public static byte[] MaskOf(int index)
    {
        byte[] mask = new byte[SizeOf(index).Area];
        Rng rng = new Key(6, 0, index).Open();
        foreach (ref byte value in mask.AsSpan())
            value = (byte)rng.Below(4);
        return mask;
    }
}
