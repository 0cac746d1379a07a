namespace Cutwork;

/// <summary>A table of <see cref="Tone"/>, and after how many elements its pattern begins anew.</summary>
internal readonly unsafe struct ToneTable(float* entries, int period)
{
    public float* Entries { get; } = entries;

    /// <summary>1 for a plane and for a split row, the number of channels for an interleaved one.</summary>
    public int Period { get; } = period;

    /// <summary>
    /// The bytes of a row's first turn after which whole vectors are written to whole lines; 0 where that is so from the beginning, or
    /// where the pattern does not allow it.
    /// </summary>
    /// <remarks>A 64-byte store across two lines takes the time of four (Zen 4): a blended box at odd columns ran at 45 % of the memory's speed.</remarks>
    public nint Head<L, V, TForm, TOut>(TOut* destination)
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
        where TOut : unmanaged
    {
        nint count = L.Count;
        nint elements = (nint)((0 - (nuint)destination) / (nuint)sizeof(TOut) % (nuint)count);
        for (int vectors = 0; vectors < 3; vectors++, elements += count)
            if (elements % Period == 0)
                return TForm.Splits ? 3 * elements : elements;
        return 0;
    }
}
