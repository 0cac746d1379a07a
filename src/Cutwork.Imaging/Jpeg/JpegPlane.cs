namespace Cutwork.Imaging;

/// <summary>The samples of one component that a part of the picture needs.</summary>
/// <remarks>
/// <code>
/// plane, in blocks      ┌ Blocks ──────┐        columns before Left and behind Right are what smoothing looks at,
///                       │ ┌──────────┐ │        at the picture's border the sample at it once more
///                       │ │ part     │ │
///                       └─┴──────────┴─┘
/// </code>
/// Of its rows, those of two units are held: the one that was read last, and the one before it, whose lowest row smoothing looks at.
/// </remarks>
internal readonly unsafe struct JpegPlane
{
    private const int Margin = ColorRows.Margin;

    private readonly int shiftAcross;
    private readonly int shiftDown;
    private readonly bool smooths;
    private readonly Size samples; // of the whole component
    private readonly int firstColumn; // of the plane
    private readonly int rowsOfUnit;
    private readonly int rowMask; // rows that are held, a power of 2, less 1
    private readonly byte* memory;

    /// <summary>Lays out what a part needs.</summary>
    /// <param name="component">The component.</param>
    /// <param name="unitAcross">Blocks in a row of a unit.</param>
    /// <param name="unitDown">Rows of blocks in a unit.</param>
    /// <param name="wanted">What is decoded.</param>
    /// <param name="memory">Null to learn how much is needed.</param>
    public JpegPlane(in JpegComponent component, int unitAcross, int unitDown, JpegPart wanted, byte* memory)
    {
        this.memory = memory;
        (Size stored, Region part) = (wanted.Stored, wanted.Region);
        // A color that has fewer samples is reduced less, as far as it has twice the block's side both ways (libjpeg's jdmaster.c).
        int least = 8 / wanted.Reduction;
        Side = least;
        while (
            Side < 8
            && unitAcross * least % (component.Across * Side * 2) == 0
            && unitDown * least % (component.Down * Side * 2) == 0
        )
            Side *= 2;
        samples = new Size(
            Share(stored.Height, component.Down * Side, unitDown * 8),
            Share(stored.Width, component.Across * Side, unitAcross * 8)
        );
        shiftAcross = unitAcross * least / (component.Across * Side) - 1;
        shiftDown = unitDown * least / (component.Down * Side) - 1;
        smooths = least > 1 && samples.Width > 2;
        int around = shiftAcross; // a doubled row looks one sample further
        int left = Math.Max(0, (part.Left >> shiftAcross) - around);
        int right = Math.Min(samples.Width, ((part.Right - 1) >> shiftAcross) + 1 + around);
        int top = Math.Max(0, (part.Top >> shiftDown) - shiftDown);
        int bottom = Math.Min(samples.Height, ((part.Bottom - 1) >> shiftDown) + 1 + shiftDown);
        Blocks = new Region(
            top / Side,
            left / Side,
            (bottom - 1) / Side - top / Side + 1,
            (right - 1) / Side - left / Side + 1
        );
        rowsOfUnit = component.Down * Side;
        rowMask = 2 * rowsOfUnit - 1;
        firstColumn = Blocks.Left * Side;
        Stride = Margin + Blocks.Width * Side + Margin;
    }

    /// <summary>Samples in a row and column of a block: 8, 4, 2 or 1.</summary>
    public int Side { get; }

    /// <summary>The blocks that are needed, in those of the whole component.</summary>
    public Region Blocks { get; }

    /// <summary>Bytes from row to row.</summary>
    public int Stride { get; }

    /// <summary>Bytes in all.</summary>
    public int Length => Stride * (rowMask + 1) + Margin;

    /// <summary>Whether rows are of half the picture's width or height.</summary>
    public bool IsDoubled => shiftAcross != 0;

    /// <summary>Where a block's samples go.</summary>
    public byte* At(int blockRow, int blockColumn) => Sample(blockRow * Side, (blockColumn - Blocks.Left) * Side);

    /// <summary>When a row of units is there: repeats what lies at the picture's left and right border beyond it.</summary>
    public void Close(int unitRow)
    {
        if (!IsDoubled)
            return;
        int behind = samples.Width - firstColumn;
        for (int row = unitRow * rowsOfUnit; row < (unitRow + 1) * rowsOfUnit; row++)
        {
            if (firstColumn == 0)
                *Sample(row, -1) = *Sample(row, 0);
            if (behind <= Blocks.Width * Side)
                *Sample(row, behind) = *Sample(row, behind - 1);
        }
    }

    /// <summary>The picture's rows above the first for which a sample is missing, when a row of units is there.</summary>
    public int ReadyAfter(int unitRow)
    {
        int rows = (unitRow + 1) * rowsOfUnit;
        return shiftDown == 0 ? rows : 2 * rows - 1;
    }

    /// <summary>The samples for a row of the part, one for each pixel.</summary>
    /// <param name="y">In the reduced picture.</param>
    /// <param name="part">What is needed.</param>
    /// <param name="doubled">Memory for a row with margins, where this is <see cref="IsDoubled"/>.</param>
    /// <param name="sums">The same for numbers.</param>
    public byte* Row(int y, Region part, byte* doubled, ushort* sums)
    {
        int row = y >> shiftDown;
        if (!IsDoubled)
            return Sample(row, part.Left - firstColumn);
        int first = part.Left >> 1;
        int count = ((part.Right - 1) >> 1) + 1 - first;
        byte* near = Sample(row, first - firstColumn);
        if (!smooths)
            ColorRows.Repeat(near, doubled, count);
        else if (shiftDown == 0)
            ColorRows.Double(near, doubled, count);
        else
        {
            // Beyond the upper and lower border, the row at it once more.
            int other = Math.Clamp((y >> 1) + (y % 2 == 0 ? -1 : 1), 0, samples.Height - 1);
            ColorRows.Double(near, Sample(other, first - firstColumn), sums, doubled, count);
        }
        return doubled + (part.Left & 1);
    }

    private byte* Sample(int row, int column) => memory + (row & rowMask) * (nint)Stride + Margin + column;

    private static int Share(int length, int part, int whole) => (int)(((long)length * part + whole - 1) / whole);
}
