using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>A plan's label weights on the rows of a tensor.</summary>
/// <remarks>
/// Layer by layer: the first part of every image, then the second of those that have two, … An image is in a layer once, so that every sum has one
/// order, on every device.
/// </remarks>
internal static class LabelMix
{
    /// <summary>Mixes float32 or float64 rows, one per place; to be called in a scope, which gets what is left over.</summary>
    public static Tensor Of(Plan plan, Tensor rows)
    {
        IReadOnlyList<(int Position, double Weight)>[] parts =
        [
            .. Enumerable.Range(0, plan.Count).Select(position => plan.LabelWeights(position)),
        ];
        var places = new List<long>();
        var sources = new List<long>();
        var weights = new List<double>();
        var ends = new List<int>();
        for (int layer = 0; layer < parts.Max(part => part.Count); layer++)
        {
            for (int position = 0; position < plan.Count; position++)
                if (layer < parts[position].Count)
                {
                    places.Add(position);
                    sources.Add(parts[position][layer].Position);
                    weights.Add(parts[position][layer].Weight);
                }
            ends.Add(places.Count);
        }
        Tensor indexes = tensor((long[])[.. places, .. sources], device: rows.device).view(2, -1);
        long[] column = [-1, .. Enumerable.Repeat(1L, checked((int)rows.dim() - 1))];
        Tensor shares = tensor([.. weights], rows.dtype, rows.device).view(column);

        Tensor Part(int start, int length) =>
            rows.index_select(0, indexes[1].narrow(0, start, length)) * shares.narrow(0, start, length);

        Tensor mixed = Part(0, ends[0]);
        for (int layer = 1; layer < ends.Count; layer++)
        {
            int start = ends[layer - 1];
            int length = ends[layer] - start;
            mixed = mixed.index_add(0, indexes[0].narrow(0, start, length), Part(start, length), Held.One);
        }
        return mixed;
    }
}
