using System.Buffers.Binary;

namespace Cutwork.Imaging;

/// <summary>A box in a pack: top, left, height, width, label, four bytes each.</summary>
internal static class PackBox
{
    public const int Length = 20;

    public static void Write(LabeledBox labeled, Span<byte> box)
    {
        BinaryPrimitives.WriteInt32LittleEndian(box, labeled.Region.Top);
        BinaryPrimitives.WriteInt32LittleEndian(box[4..], labeled.Region.Left);
        BinaryPrimitives.WriteInt32LittleEndian(box[8..], labeled.Region.Height);
        BinaryPrimitives.WriteInt32LittleEndian(box[12..], labeled.Region.Width);
        BinaryPrimitives.WriteInt32LittleEndian(box[16..], labeled.Label);
    }

    /// <summary>The class that a box claims, whether or not it is there.</summary>
    public static int LabelOf(ReadOnlySpan<byte> box) => BinaryPrimitives.ReadInt32LittleEndian(box[16..]);

    /// <summary>Reads a box; null where it does not fit the picture and the classes.</summary>
    public static LabeledBox? Read(ReadOnlySpan<byte> box, Size size, int classes)
    {
        int top = BinaryPrimitives.ReadInt32LittleEndian(box);
        int left = BinaryPrimitives.ReadInt32LittleEndian(box[4..]);
        int height = BinaryPrimitives.ReadInt32LittleEndian(box[8..]);
        int width = BinaryPrimitives.ReadInt32LittleEndian(box[12..]);
        int label = LabelOf(box);
        bool fits =
            (top | left | height | width | label) >= 0
            && top <= size.Height - height
            && left <= size.Width - width
            && label < classes;
        return fits ? new LabeledBox(new Region(top, left, height, width), label) : null;
    }
}
