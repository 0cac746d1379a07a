namespace Cutwork;

/// <summary>The one color of an eraser's stroke.</summary>
internal static class EraserColor
{
    /// <summary>A channel of it in the palette's domain; a random color is the noise at the stroke's first pixel.</summary>
    public static float Of(in Stroke stroke, Paint paint, int channel, Palette palette)
    {
        if (stroke.Source == Source.Fill)
            return palette.Fill(paint, channel);
        Span<float> draw = stackalloc float[1];
        NoiseRow.Draw(draw, paint.Law, stroke.Seed, channel, 0, 0, palette);
        return draw[0];
    }
}
