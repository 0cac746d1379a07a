namespace Cutwork.TorchSharp;

/// <summary>Manifold mixup's choice: for each batch one of several layers mixes, every one equally likely (Verma et al. 2019, algorithm 1).</summary>
public sealed class HiddenMixing
{
    // Far from the operations of policies and orders.
    private const uint Layer = (1u << 30) + 1;

    private readonly Recipe recipe;
    private readonly MixedLayer[] layers;

    /// <summary>A choice of layers.</summary>
    /// <param name="recipe">What is done to the chosen layer's output.</param>
    /// <param name="layers">Parts of one model; wrap <c>nn.Identity()</c> before its first layer for the images themselves.</param>
    /// <exception cref="ArgumentException">There is no layer, or one twice.</exception>
    public HiddenMixing(Recipe recipe, params MixedLayer[] layers)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Length == 0 || layers.Distinct().Count() != layers.Length)
            throw new ArgumentException("Give at least one layer, each once.", nameof(layers));
        this.recipe = recipe;
        this.layers = [.. layers];
    }

    /// <summary>What the last forward pass mixed; null where it did not.</summary>
    public Plan? Plan => layers.FirstOrDefault(layer => layer.Plan is not null)?.Plan;

    /// <summary>Draws the layer for a batch; its next forward pass in training mixes, and the others' do not.</summary>
    /// <param name="key">Seed and epoch.</param>
    /// <param name="samples">The batch's samples, by their indexes in the data set.</param>
    /// <param name="occurrences">How often each came before in the epoch; left out where none did.</param>
    /// <returns>The layer's number.</returns>
    /// <exception cref="ArgumentException">
    /// The recipe erases, crops or flips, there is no sample, or not an occurrence for each.
    /// </exception>
    public int Mix(Key key, ReadOnlySpan<int> samples, ReadOnlySpan<int> occurrences = default)
    {
        if (samples.IsEmpty)
            throw new ArgumentException("There is no sample to be mixed.", nameof(samples));
        Rng rng = key.For(samples[0], Layer, occurrences.IsEmpty ? 0 : occurrences[0]).Open();
        int chosen = rng.Below(layers.Length);
        for (int number = 0; number < layers.Length; number++)
            if (number == chosen)
                layers[number].Mix(recipe, key, samples, occurrences);
            else
                layers[number].Pass();
        return chosen;
    }
}
