using System.Runtime.CompilerServices;

namespace Cutwork;

/// <summary>Interleaved RGB rows of several images side by side: from each a run of pixels, up to an end.</summary>
internal unsafe struct PastedRows
{
    /// <summary>Runs that a value holds.</summary>
    public const int Most = 8;

    private Runs runs;
    private int count;

    /// <summary>Runs so far.</summary>
    public readonly int Count => count;

    public readonly Run this[int number] => runs[number];

    /// <summary>Adds the run that goes on to byte <paramref name="end"/> of the row, or makes the last one longer.</summary>
    /// <param name="rows">The image's rows, such that byte i of the row is byte i of the image's.</param>
    /// <param name="end">The byte after the run's last.</param>
    public void Add(ByteRows rows, nint end)
    {
        if (count == 0 || runs[count - 1].Row(0) != rows.First)
            count++;
        runs[count - 1] = new Run(rows, end);
    }

    /// <summary>One image's part of the rows.</summary>
    public readonly struct Run(ByteRows rows, nint end)
    {
        public nint End { get; } = end;

        public nint Stride => rows.Stride;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public byte* Row(nint row) => rows.First + row * rows.Stride;
    }

    [InlineArray(Most)]
    private struct Runs
    {
        private Run first;
    }
}
