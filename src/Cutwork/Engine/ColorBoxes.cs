namespace Cutwork;

/// <summary>The boxes of one color in a blended band: over the blend, and over either image before it.</summary>
internal readonly struct ColorBoxes(ColorBox over, ColorBox own, ColorBox partner)
{
    /// <summary>True where nothing is covered.</summary>
    public bool AreNone => over.IsNone && own.IsNone && partner.IsNone;

    /// <summary>For interleaved pixels that become planes.</summary>
    public MixCovers Split => new(over.Split, own.Split, partner.Split);

    /// <summary>For one plane.</summary>
    public MixCovers Planar(int plane) => new(over.Planar(plane), own.Planar(plane), partner.Planar(plane));

    /// <summary>For rows with all channels.</summary>
    public MixCovers Interleaved(int channels) =>
        new(over.Interleaved(channels), own.Interleaved(channels), partner.Interleaved(channels));
}
