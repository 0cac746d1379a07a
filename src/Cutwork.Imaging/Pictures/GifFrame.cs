namespace Cutwork.Imaging;

/// <summary>What a GIF file says of its first frame's colors.</summary>
internal readonly ref struct GifFrame
{
    private const int HeaderLength = 13; // "GIF89a", width (2), height (2), flags, background, proportion
    private const int ControlLabel = 0xF9;

    private readonly ReadOnlySpan<byte> palette;
    private readonly int transparent;

    /// <summary>Reads up to the first image.</summary>
    public GifFrame(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength)
            return;
        int at = HeaderLength;
        palette = Palette(file, file[10], ref at);
        while (at + 1 < file.Length && file[at] == '!')
        {
            if (
                file[at + 1] == ControlLabel
                && at + 6 < file.Length
                && file[at + 2] >= 4
                && (file[at + 3] & 1) != 0 // a color is transparent
            )
                transparent = file[at + 6];
            at += 2;
            while (at < file.Length && file[at] != 0)
                at += 1 + file[at];
            at++;
        }
        // ',', left (2), top (2), width (2), height (2), flags
        if (at + 10 <= file.Length && file[at] == ',' && file[at + 9] >= 0x80)
        {
            int behind = at + 10;
            palette = Palette(file, file[at + 9], ref behind);
        }
    }

    /// <summary>
    /// Red, green and blue of the transparent color or, where there is none, of the palette's first: what transparent pixels are, and, as in
    /// Pillow, what lies around a frame that does not cover the canvas.
    /// </summary>
    public ReadOnlySpan<byte> Clear =>
        palette.Length >= 3 * transparent + 3 ? palette.Slice(3 * transparent, 3) : [0, 0, 0];

    private static ReadOnlySpan<byte> Palette(ReadOnlySpan<byte> file, int flags, scoped ref int at)
    {
        if ((flags & 0x80) == 0)
            return [];
        int start = Math.Min(at, file.Length);
        int length = Math.Min(3 << ((flags & 7) + 1), file.Length - start);
        at = start + length;
        return file.Slice(start, length);
    }
}
