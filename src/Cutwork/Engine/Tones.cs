using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cutwork;

/// <summary>The tables of a palette for the runs of a batch: one per plane, and one for runs of all channels.</summary>
internal sealed unsafe class Tones
{
    private readonly Palette palette;
    private readonly int channels;
    private readonly float[] tables;

    private Tones(Palette palette, int channels)
    {
        this.palette = palette;
        this.channels = channels;
        tables = GC.AllocateUninitializedArray<float>((channels + 2) * Tone.Length, pinned: true);
        var shifts = new float[channels];
        var scales = new float[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            shifts[channel] = palette.Shift(channel);
            scales[channel] = palette.Scale(channel);
            Tone.FillPlanar(Table(channel), shifts[channel], scales[channel]);
        }
        Tone.FillInterleaved(Table(channels), shifts, scales);
        if (channels == 3)
            Tone.FillSplit(Table(channels + 1), shifts, scales);
    }

    /// <summary>Element by element, all channels.</summary>
    public ToneTable Interleaved => new(Table(channels), channels);

    /// <summary>Interleaved pixels of three channels into planes.</summary>
    public ToneTable Split => new(Table(channels + 1), 1);

    /// <summary>One channel.</summary>
    public ToneTable Planar(int channel) => new(Table(channel), 1);

    /// <summary>Those of a palette; the last ones again where they are the same.</summary>
    public static Tones Of(Palette palette, int channels, Tones? last) =>
        last is not null && ReferenceEquals(last.palette, palette) && last.channels == channels
            ? last
            : new(palette, channels);

    private float* Table(int number) =>
        (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(tables)) + number * Tone.Length;
}
