namespace Cutwork;

/// <summary>The height and width of an image, in pixels; both are at least 1.</summary>
public readonly record struct Size
{
    /// <summary>A size of <paramref name="height"/> × <paramref name="width"/> pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
    public Size(int height, int width)
    {
        Height = Guard.AtLeast(height, 1, nameof(height), "pixels");
        Width = Guard.AtLeast(width, 1, nameof(width), "pixels");
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Pixels, H · W.</summary>
    public long Area => (long)Height * Width;

    /// <summary>Reads "224x160" (height, then width) or "224" (square).</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static Size Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] sides = text.Split('x', 'X', '×');
        if (
            sides.Length is 1 or 2
            && int.TryParse(sides[0], out int height)
            && int.TryParse(sides[^1], out int width)
            && height >= 1
            && width >= 1
        )
            return new Size(height, width);
        throw new FormatException(
            $"\"{text}\" is not a size. Write height x width in pixels, as in 224x160, or one number for a square."
        );
    }

    /// <summary>Height×Width.</summary>
    public override string ToString() => $"{Height}×{Width}";
}
