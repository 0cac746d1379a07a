using System.Collections.Immutable;

namespace Cutwork.Imaging;

/// <summary>A sample on its way into a pack.</summary>
internal readonly ref struct PackItem
{
    public required PackContent Holds { get; init; }

    public required string Name { get; init; }

    public required Size Size { get; init; }

    /// <summary>Pixels or file.</summary>
    public required ReadOnlySpan<byte> Data { get; init; }

    /// <summary>As <see cref="PackEntry.Measure"/>.</summary>
    public required int Measure { get; init; }

    public required int Label { get; init; }

    public required ImmutableArray<LabeledBox> Boxes { get; init; }

    /// <summary>Empty where there is none.</summary>
    public required ReadOnlySpan<byte> Mask { get; init; }

    /// <summary>Refuses what a pack of these classes, which holds this so far, cannot take.</summary>
    /// <exception cref="ArgumentException">It does not fit.</exception>
    public void Check(int classes, PackContent? before)
    {
        if (Flaw(classes, before) is { } flaw)
            throw new ArgumentException($"{SafeName.Show(Name)} {flaw}", "sample");
    }

    private string? Flaw(int classes, PackContent? before)
    {
        if (before is { } kind && kind != Holds)
            return kind == PackContent.Pixels
                ? "is an image file, but the pack has begun with decoded pixels and holds only these: decode it (EncodedSample.Decode), or begin another pack."
                : "is decoded pixels, but the pack has begun with image files and holds only these: encode it (PictureCodec.Encode), or begin another pack.";
        if (Label < 0 || Label >= classes)
            return $"has label {Label}, but the pack has {classes} classes (0 to {classes - 1}).";
        if (Math.Max(Data.Length, Size.Area) > PackEntry.MostBytes)
            return $"takes {Data.Length} bytes for {Size} pixels; a pack holds images of up to {PackEntry.MostBytes}. Make it smaller (Picture.Resize).";
        if (!Mask.IsEmpty && Mask.Length != Size.Area)
            return $"has a mask of {Mask.Length} bytes; {Size} pixels need {Size.Area}.";
        foreach (LabeledBox box in Boxes)
            if (!box.Region.FitsIn(Size) || box.Label < 0 || box.Label >= classes)
                return $"has a box of class {box.Label} at {box.Region}, which does not fit its {Size} pixels and the {classes} classes.";
        return null;
    }
}
