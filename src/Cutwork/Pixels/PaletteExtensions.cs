namespace Cutwork;

/// <summary>What erasers lay down, in a palette's numbers: for back ends that paint plans elsewhere, the same bits as the engine's.</summary>
public static class PaletteExtensions
{
    extension(Palette palette)
    {
        /// <summary>A channel of the one color that a stroke fills its region with.</summary>
        /// <param name="stroke">A stroke whose source is <see cref="Source.Fill"/> or <see cref="Source.Color"/>.</param>
        /// <param name="paint">Its origin's paint (<see cref="Stage.Origins"/>).</param>
        /// <param name="channel">The channel, from 0.</param>
        public float ColorOf(in Stroke stroke, Paint paint, int channel) =>
            EraserColor.Of(stroke, paint, channel, palette);

        /// <summary>A channel of the noise that a stroke lays over its region, row by row.</summary>
        /// <param name="stroke">A stroke whose source is <see cref="Source.Noise"/>.</param>
        /// <param name="paint">Its origin's paint (<see cref="Stage.Origins"/>).</param>
        /// <param name="channel">The channel, from 0.</param>
        /// <param name="pixels">Height · width numbers of the stroke's region.</param>
        /// <exception cref="ArgumentException">The span has another length.</exception>
        public void DrawNoise(in Stroke stroke, Paint paint, int channel, Span<float> pixels)
        {
            ArgumentNullException.ThrowIfNull(paint);
            (int rows, int width) = (stroke.Region.Height, stroke.Region.Width);
            if (pixels.Length != stroke.Region.Area)
                throw new ArgumentException(
                    $"The noise of {stroke.Region} is {stroke.Region.Area} numbers a channel; the span has {pixels.Length}.",
                    nameof(pixels)
                );
            NoiseRow.DrawRows(pixels, width, rows, width, paint.Law, stroke.Seed, channel, 0, 0, palette);
        }
    }
}
