using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>One stage on a batch of floats: partners are what they were before it.</summary>
internal sealed class StageOnTensors(Stage stage, Size size, Palette palette, Tensor before)
{
    private readonly Device device = before.device;
    private readonly int channels = TensorImages.SideOf(before, 1);

    public Tensor Paint()
    {
        Tensor painted = before;
        for (int layer = 0; layer < MostStrokes(); layer++)
        {
            var mixed = new List<Stroke>();
            var colored = new List<Stroke>();
            var noisy = new List<Stroke>();
            for (int place = 0; place < stage.Count; place++)
            {
                ReadOnlySpan<Stroke> strokes = stage.Of(place);
                if (layer >= strokes.Length || strokes[layer].Region.IsEmpty)
                    continue;
                Stroke stroke = strokes[layer];
                (
                    stroke.Source switch
                    {
                        Source.Partner => mixed,
                        Source.Noise => noisy,
                        _ => colored,
                    }
                ).Add(stroke);
            }
            painted = Mix(painted, mixed);
            painted = Color(painted, colored);
            painted = Scatter(painted, noisy);
        }
        return painted;
    }

    private int MostStrokes()
    {
        int most = 0;
        for (int place = 0; place < stage.Count; place++)
            most = Math.Max(most, stage.Of(place).Length);
        return most;
    }

    private Tensor Mix(Tensor painted, List<Stroke> strokes)
    {
        if (strokes.Count == 0)
            return painted;
        Tensor partners = before.index_select(0, Places(strokes, stroke => stroke.Partner));
        Tensor places = Places(strokes, stroke => stroke.Position);
        Tensor own = painted.index_select(0, places);
        Tensor mixed = partners;
        if (strokes.Exists(stroke => stroke.OwnWeight != 0))
        {
            Tensor weights = Column([.. strokes.Select(stroke => (float)stroke.OwnWeight)]);
            Tensor rest = Column([.. strokes.Select(stroke => (float)(1 - stroke.OwnWeight))]);
            // As the engine: two products and a sum. Where the own pixels are replaced, not even an infinity of theirs is left.
            mixed = where(weights.eq(Held.Zero), partners, (own * weights).add(partners * rest, Held.One));
        }
        if (strokes.Exists(stroke => stroke.Region != Region.Whole(size)))
            mixed = where(Mask(strokes), mixed, own);
        return painted.index_copy(0, places, mixed);
    }

    private Tensor Color(Tensor painted, List<Stroke> strokes)
    {
        if (strokes.Count == 0)
            return painted;
        float[] colors = new float[strokes.Count * channels];
        for (int i = 0; i < strokes.Count; i++)
        for (int channel = 0; channel < channels; channel++)
            colors[i * channels + channel] = palette.ColorOf(strokes[i], PaintOf(strokes[i]), channel);
        Tensor places = Places(strokes, stroke => stroke.Position);
        Tensor own = painted.index_select(0, places);
        Tensor color = tensor(colors, [strokes.Count, channels, 1, 1], device: device);
        return painted.index_copy(0, places, where(Mask(strokes), color, own));
    }

    private Tensor Scatter(Tensor painted, List<Stroke> strokes)
    {
        if (strokes.Count == 0)
            return painted;
        long covered = strokes.Sum(stroke => stroke.Region.Area) * channels;
        if (covered > Array.MaxLength)
            throw new ArgumentException(
                $"Noise covers {covered} elements of the batch, and at most {Array.MaxLength} are drawn at once: give smaller batches."
            );
        float[] noise = new float[covered];
        Span<float> left = noise;
        foreach (Stroke stroke in strokes)
            for (int channel = 0; channel < channels; channel++)
            {
                int area = (int)stroke.Region.Area;
                palette.DrawNoise(stroke, PaintOf(stroke), channel, left[..area]);
                left = left[area..];
            }
        Tensor places = Places(strokes, stroke => stroke.Position);
        Tensor own = painted.index_select(0, places).contiguous();
        Tensor mask = Mask(strokes).expand(strokes.Count, channels, size.Height, size.Width);
        return painted.index_copy(0, places, own.masked_scatter(mask, tensor(noise, device: device)));
    }

    private Paint PaintOf(in Stroke stroke) => stage.Origins[stroke.Origin].Paint;

    /// <summary>True within each stroke's region: n×1×H×W.</summary>
    private Tensor Mask(List<Stroke> strokes)
    {
        Tensor rows = Within(size.Height, strokes, region => region.Top, region => region.Bottom).unsqueeze(3);
        Tensor columns = Within(size.Width, strokes, region => region.Left, region => region.Right).unsqueeze(2);
        return rows & columns;
    }

    /// <summary>True from a first to before a last: n×1×length.</summary>
    private Tensor Within(int length, List<Stroke> strokes, Func<Region, int> first, Func<Region, int> last)
    {
        using Scalar stop = length;
        Tensor all = arange(stop, device: device);
        Tensor from = Places(strokes, stroke => first(stroke.Region)).view(-1, 1, 1);
        Tensor to = Places(strokes, stroke => last(stroke.Region)).view(-1, 1, 1);
        return (all >= from) & (all < to);
    }

    private Tensor Places(List<Stroke> strokes, Func<Stroke, int> of) =>
        tensor([.. strokes.Select(stroke => (long)of(stroke))], device: device);

    private Tensor Column(float[] values) => tensor(values, [values.Length, 1, 1, 1], device: device);
}
