using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>A network's weights and statistics averaged over its steps, the last ones counting most: a ← d · a + (1 − d) · w.</summary>
/// <remarks>In the first steps d is lower, min(d, (1 + t) / (10 + t)), as TensorFlow's and timm's: or the first weights would be most of the average.</remarks>
internal sealed class AveragedWeights(nn.Module<Tensor, Tensor> network, MovingWeights weights, double decay)
    : IDisposable
{
    private readonly List<Tensor> averages = Copies(network, weights);
    private long steps;

    /// <summary>Takes a step's weights in.</summary>
    public void Add()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable guard = no_grad();
        double now = Math.Min(decay, (1.0 + steps) / (10 + steps));
        steps++;
        using Scalar kept = now;
        using Scalar share = 1 - now;
        int place = 0;
        foreach (Tensor current in Now(network, weights))
            averages[place++].mul_(kept).add_(current, share);
    }

    /// <summary>Puts the average in the network's place, until what is returned is disposed.</summary>
    public IDisposable Show() => new Shown(this);

    public void Save(BinaryWriter writer)
    {
        writer.Write(steps);
        foreach (Tensor average in averages)
            TensorBytes.Write(writer, average);
    }

    public void Load(BinaryReader reader)
    {
        steps = reader.ReadInt64();
        if (steps < 0)
            throw new FormatException($"its averages are of {steps} steps");
        foreach (Tensor average in averages)
            TensorBytes.Read(reader, average);
    }

    public void Dispose() => averages.ForEach(average => average.Dispose());

    // The kept weights, then the norms' statistics.
    private static IEnumerable<Tensor> Now(nn.Module network, MovingWeights weights) =>
        weights.Kept.Concat(network.named_buffers().Select(buffer => buffer.buffer));

    private static List<Tensor> Copies(nn.Module network, MovingWeights weights)
    {
        using IDisposable guard = no_grad();
        return [.. Now(network, weights).Select(now => now.clone())];
    }

    private sealed class Shown : IDisposable
    {
        private readonly nn.Module<Tensor, Tensor> network;
        private readonly MovingWeights weights;
        private readonly List<Tensor> kept;

        public Shown(AveragedWeights owner)
        {
            (network, weights) = owner.Parts;
            kept = Copies(network, weights);
            Put(owner.averages);
        }

        public void Dispose()
        {
            Put(kept);
            kept.ForEach(tensor => tensor.Dispose());
        }

        private void Put(List<Tensor> values)
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable guard = no_grad();
            int place = 0;
            foreach (Tensor current in Now(network, weights))
                current.copy_(values[place++]);
            weights.Refresh();
        }
    }

    private (nn.Module<Tensor, Tensor>, MovingWeights) Parts => (network, weights);
}
