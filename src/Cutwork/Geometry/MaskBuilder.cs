namespace Cutwork;

/// <summary>Makes a <see cref="Mask"/> from its rows, the first at first; equal rows that follow each other become one group.</summary>
internal sealed class MaskBuilder
{
    private readonly Size size;
    private readonly List<int> tops = [];
    private readonly List<int> firsts = [];
    private readonly List<ushort> columns = [];
    private int begun; // where the runs of the rows under way begin
    private int bottom; // of the rows that were ended

    public MaskBuilder(Size size)
    {
        if (size == default || size.Height > ushort.MaxValue || size.Width > ushort.MaxValue)
            throw new ArgumentException(
                $"A mask has sides from 1 to {ushort.MaxValue} pixels; given {size}.",
                nameof(size)
            );
        this.size = size;
    }

    /// <summary>Adds a run to the rows under way, right of those before; where it touches the one before, both become one.</summary>
    public void Add(int left, int right)
    {
        if (left >= right)
            return;
        if (columns.Count > begun && columns[^1] == left)
            columns[^1] = (ushort)right;
        else
        {
            columns.Add((ushort)left);
            columns.Add((ushort)right);
        }
    }

    /// <summary>Ends the rows under way with the one before <paramref name="end"/>.</summary>
    public void EndRows(int end)
    {
        if (end > bottom)
        {
            if (EqualsLast())
                columns.RemoveRange(begun, columns.Count - begun);
            else
            {
                tops.Add(bottom);
                firsts.Add(begun);
            }
            bottom = end;
        }
        begun = columns.Count;
    }

    private bool EqualsLast()
    {
        if (tops.Count == 0 || begun - firsts[^1] != columns.Count - begun)
            return false;
        for (int i = begun; i < columns.Count; i++)
            if (columns[i] != columns[firsts[^1] + i - begun])
                return false;
        return true;
    }

    /// <summary>The mask; rows that were not ended are empty.</summary>
    public Mask ToMask()
    {
        columns.RemoveRange(begun, columns.Count - begun);
        EndRows(size.Height);
        firsts.Add(columns.Count);
        return new Mask(size, [.. tops], [.. firsts], [.. columns]);
    }
}
