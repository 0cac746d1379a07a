using Cutwork.TorchSharp;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>A weight that moves along its gradients, and its momentum: both in f32, whatever the network computes it in.</summary>
/// <param name="computed">The network's.</param>
/// <param name="kept">In f32; the same one where the network computes in f32.</param>
/// <param name="isDecayed">Whether it is drawn to 0.</param>
internal sealed class MovingWeight(Parameter computed, Parameter kept, bool isDecayed) : IDisposable
{
    private readonly bool isOne = ReferenceEquals(computed, kept);
    private Tensor? momentum;

    public Parameter Kept => kept;

    /// <summary>
    /// g ← g + δw, v ← μv + g, w ← w − η (g + μv): SGD with Nesterov's momentum as libtorch has it, to the bit. The gradient is taken away.
    /// </summary>
    /// <param name="decay">δ.</param>
    /// <param name="share">μ; null for no momentum.</param>
    /// <param name="rate">−η.</param>
    public void Step(Scalar decay, Scalar? share, Scalar rate)
    {
        if (computed.grad is not { } given)
            return;
        Tensor gradient = isOne ? given : given.to(ScalarType.Float32);
        if (isDecayed)
            gradient.add_(kept, decay);
        if (share is not null)
        {
            if (momentum is null)
                momentum = gradient.clone().DetachFromDisposeScope();
            else
                momentum.mul_(share).add_(gradient, Held.One);
            gradient.add_(momentum, share);
        }
        kept.add_(gradient, rate);
        computed.grad = null;
    }

    /// <summary>Brings what is computed with to what is kept.</summary>
    public void Refresh()
    {
        if (!isOne)
            computed.copy_(kept);
    }

    /// <summary>Writes what the network does not hold itself.</summary>
    public void Save(BinaryWriter writer)
    {
        if (!isOne)
            TensorBytes.Write(writer, kept);
        writer.Write(momentum is not null);
        if (momentum is not null)
            TensorBytes.Write(writer, momentum);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        if (!isOne)
            TensorBytes.Read(reader, kept);
        momentum?.Dispose();
        momentum = null;
        if (!reader.ReadBoolean())
            return;
        using IDisposable guard = no_grad();
        momentum = empty_like(kept).DetachFromDisposeScope();
        TensorBytes.Read(reader, momentum);
    }

    public void Dispose()
    {
        momentum?.Dispose();
        if (!isOne)
            kept.Dispose();
    }
}
