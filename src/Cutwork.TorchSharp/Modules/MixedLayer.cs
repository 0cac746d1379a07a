using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>A layer whose output can be mixed within the batch: Manifold mixup, Feature CutMix.</summary>
/// <remarks>
/// <code>
/// mixed.Mix(recipe, new Key(seed, epoch), samples);         // the next forward pass in training mixes
/// using Tensor logits = model.call(images);
/// using Tensor soft = mixed.Plan!.SoftLabels(labels, classes);   // the labels by what was mixed
/// </code>
/// Manifold mixup (Verma et al. 2019, eq. 2) blends the hidden states of a batch with those of their partners, with the weights of the labels; Feature
/// CutMix (Yun et al. 2019, §4.1) pastes a region of them. Both are their policies, drawn for the output's own size. Gradients flow to both images.
/// </remarks>
public sealed class MixedLayer : nn.Module<Tensor, Tensor>
{
    private static readonly Palette Numbers = Palette.UnitOf([0], [1]);

    private readonly nn.Module<Tensor, Tensor> layer;
    private (Recipe Recipe, Key Key, int[] Samples, int[] Occurrences)? ahead;

    /// <summary>Wraps a layer; to mix images, wrap <c>nn.Identity()</c> before the first.</summary>
    /// <param name="layer">Its output is N×C×H×W or, where whole outputs are blended, N×anything.</param>
    /// <param name="name">The module's.</param>
    public MixedLayer(nn.Module<Tensor, Tensor> layer, string name = nameof(MixedLayer))
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(layer);
        this.layer = layer;
        RegisterComponents();
    }

    /// <summary>What the last forward pass mixed; null where it did not.</summary>
    public Plan? Plan { get; private set; }

    /// <summary>Mixes the output of the next forward pass in training.</summary>
    /// <param name="recipe">Policies that mix.</param>
    /// <param name="key">Seed and epoch.</param>
    /// <param name="samples">The batch's samples, by their indexes in the data set.</param>
    /// <param name="occurrences">How often each came before in the epoch; left out where none did.</param>
    /// <exception cref="ArgumentException">
    /// The recipe erases, crops or flips, there is no sample, or not an occurrence for each.
    /// </exception>
    public void Mix(Recipe recipe, Key key, ReadOnlySpan<int> samples, ReadOnlySpan<int> occurrences = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        foreach (Policy policy in recipe.Policies)
            if (policy.Mixing == Mixing.None)
                throw new ArgumentException(
                    $"Hidden states are mixed, but this recipe also has a policy that does not mix ({policy}); give it to the images.",
                    nameof(recipe)
                );
        if (samples.IsEmpty)
            throw new ArgumentException("There is no sample to be mixed.", nameof(samples));
        if (!occurrences.IsEmpty && occurrences.Length != samples.Length)
            throw new ArgumentException(
                $"{samples.Length} samples need an occurrence for each, or none; {occurrences.Length} were given.",
                nameof(occurrences)
            );
        ahead = (recipe, key, samples.ToArray(), occurrences.ToArray());
    }

    /// <summary>Takes back what <see cref="Mix"/> asked for.</summary>
    public void Pass() => ahead = null;

    /// <summary>The layer's output, mixed where that was asked for.</summary>
    /// <exception cref="ArgumentException">The batch has not as many samples as were named, or a region is to be pasted into what has no rows and columns.</exception>
    public override Tensor forward(Tensor input)
    {
        Plan = null;
        Tensor output = layer.call(input);
        if (!training || ahead is not { } asked)
            return output;
        ahead = null;
        try
        {
            return Mixed(output, asked.Recipe, asked.Key, asked.Samples, asked.Occurrences);
        }
        finally
        {
            if (!ReferenceEquals(output, input))
                output.Dispose();
        }
    }

    private Tensor Mixed(Tensor output, Recipe recipe, Key key, int[] samples, int[] occurrences)
    {
        long[] shape = output.shape;
        if (shape.Length < 2 || shape[0] != samples.Length)
            throw new ArgumentException(
                $"The output of {GetName()} is {TensorImages.Shape(output)}, but {samples.Length} samples were named; the first axis is the batch."
            );
        if (shape.Length == 4)
            return Painted(output, recipe, key, SceneOf(TensorImages.SizeOf(output), samples, occurrences));
        if (recipe.Policies.Any(policy => policy.Mixing == Mixing.Regional))
            throw new ArgumentException(
                $"A region is pasted into N×C×H×W, but the output of {GetName()} is {TensorImages.Shape(output)}; blend it (Mixup), or wrap a layer with rows and columns."
            );
        using Tensor columns = output.reshape(shape[0], -1, 1, 1);
        using Tensor mixed = Painted(columns, recipe, key, SceneOf(new Size(1, 1), samples, occurrences));
        return mixed.reshape(shape);
    }

    private static Scene SceneOf(Size size, int[] samples, int[] occurrences)
    {
        var scene = new Scene(size, samples);
        return occurrences.Length == 0 ? scene : scene.WithOccurrences(occurrences);
    }

    private Tensor Painted(Tensor states, Recipe recipe, Key key, Scene scene)
    {
        Plan plan = recipe.Draw(key, scene);
        Tensor mixed = Functional.Apply(plan, states, Numbers);
        Plan = plan;
        return mixed;
    }
}
