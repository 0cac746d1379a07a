namespace Cutwork;

/// <summary>A box of columns of one color that is laid over rows while they are written: its color tables for each kind of row.</summary>
/// <remarks>Tables: one per plane, then the one for split rows; for interleaved rows, only the first.</remarks>
internal readonly unsafe struct ColorBox(int left, int right, float* colors)
{
    /// <summary>True where nothing is laid over the rows.</summary>
    public bool IsNone => colors == null;

    /// <summary>For interleaved pixels that become planes.</summary>
    public Cover Split => IsNone ? Cover.None : new(left, right, colors + 3 * Tone.Half);

    /// <summary>For one plane.</summary>
    public Cover Planar(int plane) => IsNone ? Cover.None : new(left, right, colors + plane * Tone.Half);

    /// <summary>For rows with all channels.</summary>
    public Cover Interleaved(int channels) => IsNone ? Cover.None : new(left * channels, right * channels, colors);
}
