namespace Cutwork.Imaging;

/// <summary>How stored pixels lie in the upright picture, by their EXIF orientation.</summary>
/// <param name="Orientation">1 to 8.</param>
/// <param name="Stored">The size as stored.</param>
internal readonly record struct Turn(int Orientation, Size Stored)
{
    /// <summary>The size of the upright picture.</summary>
    public Size Upright => Transposed ? new Size(Stored.Width, Stored.Height) : Stored;

    /// <summary>True where pixels are stored upright.</summary>
    public bool IsNone => Orientation == 1;

    private bool Transposed => Orientation >= 5;
    private bool FromBottom => Orientation is 3 or 4 or 6 or 7;
    private bool FromRight => Orientation is 2 or 3 or 7 or 8;

    /// <summary>Where the pixels of a region of the upright picture are stored.</summary>
    public Region ToStored(Region upright)
    {
        Region stored = Transposed ? new Region(upright.Left, upright.Top, upright.Width, upright.Height) : upright;
        return new Region(
            FromBottom ? Stored.Height - stored.Bottom : stored.Top,
            FromRight ? Stored.Width - stored.Right : stored.Left,
            stored.Height,
            stored.Width
        );
    }

    /// <summary>Copies a region of the upright picture, out of stored pixels of three or four bytes, or one for gray.</summary>
    /// <param name="stored">The rows of <paramref name="held"/>, without gaps.</param>
    /// <param name="held">Which pixels <paramref name="stored"/> holds; all of the region's are among them.</param>
    /// <param name="pixelBytes">Bytes of a stored pixel.</param>
    /// <param name="region">What is copied, in the upright picture.</param>
    /// <param name="pixels">H · W · channels bytes of the region, row by row.</param>
    /// <param name="channels">The first so many bytes of each pixel are copied.</param>
    public void Copy(
        ReadOnlySpan<byte> stored,
        Region held,
        int pixelBytes,
        Region region,
        Span<byte> pixels,
        int channels
    )
    {
        Region from = ToStored(region);
        int firstRow = (FromBottom ? from.Bottom - 1 : from.Top) - held.Top;
        int firstColumn = (FromRight ? from.Right - 1 : from.Left) - held.Left;
        int along = (FromRight ? -1 : 1) * pixelBytes;
        int across = (FromBottom ? -held.Width : held.Width) * pixelBytes;
        (int right, int down) = Transposed ? (across, along) : (along, across);
        int start = (firstRow * held.Width + firstColumn) * pixelBytes;
        int rowBytes = region.Width * channels;
        for (int y = 0; y < region.Height; y++)
        {
            Span<byte> row = pixels.Slice(y * rowBytes, rowBytes);
            if (right == channels)
                stored.Slice(start + y * down, rowBytes).CopyTo(row);
            else
                CopyRow(stored, start + y * down, right, row, channels);
        }
    }

    private static void CopyRow(ReadOnlySpan<byte> stored, int from, int step, Span<byte> row, int channels)
    {
        if (channels == 1)
        {
            for (int to = 0; to < row.Length; to++, from += step)
                row[to] = stored[from];
            return;
        }
        for (int to = 0; to < row.Length; to += 3, from += step)
        {
            row[to + 2] = stored[from + 2];
            row[to + 1] = stored[from + 1];
            row[to] = stored[from];
        }
    }
}
