using System.Buffers.Binary;

namespace Cutwork.Imaging;

/// <summary>What a pack's table says of one sample: 64 bytes, offsets from the start of the file.</summary>
/// <param name="Data">Where its pixels or its file begin; a multiple of 64.</param>
/// <param name="Mask">Where its H · W bytes of mask begin; 0 where it has none.</param>
/// <param name="Name">Where its name begins.</param>
/// <param name="FirstBox">The number of its first box.</param>
/// <param name="Boxes">How many boxes it has.</param>
/// <param name="NameLength">Bytes of its name.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Measure">Of pixels the channels, 1 or 3, rows · columns · channels bytes; of a file its bytes.</param>
/// <param name="Label">Its class.</param>
/// <param name="DataChecksum">Of the pixels or the file.</param>
/// <param name="MaskChecksum">Of the mask.</param>
internal readonly record struct PackEntry(
    long Data,
    long Mask,
    long Name,
    long FirstBox,
    int Boxes,
    int NameLength,
    int Height,
    int Width,
    int Measure,
    int Label,
    uint DataChecksum,
    uint MaskChecksum
)
{
    public const int Length = 64;

    /// <summary>Where pixels, files and masks begin: at multiples of a cache line.</summary>
    public const int Alignment = 64;

    /// <summary>The most bytes of one image, file or mask, so that a few pieces of memory of 2 GiB reach every one whole.</summary>
    public const int MostBytes = 1 << 30;

    /// <summary>The picture's rows and columns.</summary>
    public Size Size => new(Height, Width);

    public void Write(Span<byte> entry)
    {
        BinaryPrimitives.WriteInt64LittleEndian(entry, Data);
        BinaryPrimitives.WriteInt64LittleEndian(entry[8..], Mask);
        BinaryPrimitives.WriteInt64LittleEndian(entry[16..], Name);
        BinaryPrimitives.WriteInt64LittleEndian(entry[24..], FirstBox);
        BinaryPrimitives.WriteInt32LittleEndian(entry[32..], Boxes);
        BinaryPrimitives.WriteInt32LittleEndian(entry[36..], NameLength);
        BinaryPrimitives.WriteInt32LittleEndian(entry[40..], Height);
        BinaryPrimitives.WriteInt32LittleEndian(entry[44..], Width);
        BinaryPrimitives.WriteInt32LittleEndian(entry[48..], Measure);
        BinaryPrimitives.WriteInt32LittleEndian(entry[52..], Label);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[56..], DataChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[60..], MaskChecksum);
    }

    public static PackEntry Read(ReadOnlySpan<byte> entry) =>
        new(
            BinaryPrimitives.ReadInt64LittleEndian(entry),
            BinaryPrimitives.ReadInt64LittleEndian(entry[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(entry[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(entry[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(entry[32..]),
            BinaryPrimitives.ReadInt32LittleEndian(entry[36..]),
            BinaryPrimitives.ReadInt32LittleEndian(entry[40..]),
            BinaryPrimitives.ReadInt32LittleEndian(entry[44..]),
            BinaryPrimitives.ReadInt32LittleEndian(entry[48..]),
            BinaryPrimitives.ReadInt32LittleEndian(entry[52..]),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[56..]),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[60..])
        );

    /// <summary>What of it cannot be in this pack; null where all can.</summary>
    public string? Flaw(PackHeader pack)
    {
        if (Height < 1 || Width < 1 || (long)Height * Width > MostBytes)
            return $"it claims {Height} x {Width} pixels";
        long area = (long)Height * Width;
        if (pack.Holds == PackContent.Pixels && (Measure is not (1 or 3) || area > MostBytes / Measure))
            return $"it claims {Height} x {Width} pixels of {Measure} channels";
        if (pack.Holds == PackContent.Files && Measure is < 1 or > MostBytes)
            return $"it claims a file of {Measure} bytes";
        if (Label < 0 || Label >= pack.Classes)
            return $"its label is {Label}, but there are {pack.Classes} classes";
        long length = pack.Holds == PackContent.Pixels ? area * Measure : Measure;
        if (!LiesIn(pack, Data, length) || (Mask != 0 && !LiesIn(pack, Mask, area)))
            return $"its {pack.Data} at {Data} or its mask at {Mask} would not lie among the pack's samples ({PackHeader.Length} to {pack.Entries})";
        if (FirstBox < 0 || Boxes < 0 || FirstBox > pack.BoxCount - Boxes)
            return $"it claims {Boxes} boxes from {FirstBox} on, but there are {pack.BoxCount}";
        return NameLength < 0 || Name < pack.Text || Name > pack.FileLength - NameLength
            ? $"its name, {NameLength} bytes at {Name}, would not lie in the pack's text"
            : null;
    }

    private static bool LiesIn(PackHeader pack, long offset, long length) =>
        offset >= PackHeader.Length && offset % Alignment == 0 && offset <= pack.Entries - length;
}
