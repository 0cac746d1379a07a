namespace Cutwork.Imaging;

/// <summary>What a GIF file says of its first frame's colors.</summary>
internal readonly ref struct GifFrame
{
    private const int HeaderLength = 13; // "GIF89a", width (2), height (2), flags, background, proportion
    private const int ControlLabel = 0xF9;

    private readonly ReadOnlySpan<byte> palette;
    private readonly int transparent;

    /// <summary>Reads up to the first image.</summary>
    /// <param name="file">The file.</param>
    /// <param name="opaque">
    /// A copy of it, or empty. In it the flags "a color is transparent" are cleared, so that such pixels keep their color when it is decoded.
    /// </param>
    public GifFrame(ReadOnlySpan<byte> file, Span<byte> opaque = default)
    {
        if (file.Length < HeaderLength)
            return;
        int at = HeaderLength;
        palette = Palette(file, file[10], ref at);
        while (at + 1 < file.Length && file[at] == '!')
        {
            if (file[at + 1] == ControlLabel && at + 6 < file.Length && file[at + 2] >= 4)
            {
                if ((file[at + 3] & 1) != 0)
                    transparent = file[at + 6];
                if (!opaque.IsEmpty)
                    opaque[at + 3] &= 0xFE;
            }
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
    /// Red, green and blue where the frame does not cover the canvas: of the transparent color or, where there is none, of the palette's
    /// first, as Pillow fills it.
    /// </summary>
    public ReadOnlySpan<byte> Around =>
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
