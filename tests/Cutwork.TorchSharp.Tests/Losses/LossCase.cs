using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Cutwork.TorchSharp.Tests.Losses;

/// <summary>Eight rows of four logits, whole images or pixels, with labels of which two are ignored.</summary>
internal sealed class LossCase(bool isSpatial, ScalarType type = ScalarType.Float64)
{
    public const int Classes = 4;

    private static readonly long[] Own = [0, 2, 1, -100, 3, 2, 0, -100];
    private static readonly int[] Order = [3, 0, 7, 1, 4, 2, 6, 5];

    public static readonly float[] Lambdas = [1, 0.25f, 0.5f, 0.75f, 0.9f, 0, 1, 0.3f];

    private readonly double[] numbers = [.. new Numbers(11).Take(8 * Classes * (isSpatial ? 6 : 1))];

    private long[] Tail => isSpatial ? [2, 3] : [];

    /// <summary>New logits, of the same numbers at each call, that want gradients.</summary>
    public Tensor Logits() => tensor([.. numbers], type).view([8, Classes, .. Tail]).detach().requires_grad_();

    public Tensor First(bool someIgnored = true) => Labels(Own, someIgnored);

    /// <summary>The first in another order.</summary>
    public Tensor Second(bool someIgnored = true) => Labels([.. Order.Select(place => Own[place])], someIgnored);

    public static Tensor Weight() => tensor([0.5, 2, 1, 0.25]);

    public static Tensor Shares() => tensor(Lambdas);

    /// <summary>Labels as one-hot probabilities, rows of zeros for the ignored.</summary>
    public static Tensor OneHot(Tensor labels)
    {
        Tensor valid = labels >= 0;
        Tensor rows = functional.one_hot(labels.clamp(0), Classes).to(ScalarType.Float64) * valid.unsqueeze(-1);
        return labels.dim() == 1 ? rows : rows.permute(0, 3, 1, 2);
    }

    private Tensor Labels(long[] labels, bool someIgnored)
    {
        Tensor indexes = tensor([.. labels.Select(label => someIgnored || label >= 0 ? label : 1)]);
        if (!isSpatial)
            return indexes;
        Tensor pixels = (indexes.view(8, 1, 1) + arange(6).view(1, 2, 3)).remainder(Classes);
        return where(indexes.view(8, 1, 1) < 0, indexes.view(8, 1, 1), pixels);
    }
}
