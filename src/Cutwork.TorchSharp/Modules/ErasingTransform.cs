using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>Cutout, Random Erasing and their choices as a transform of existing pipelines: an image, or a batch, in and a painted one out.</summary>
/// <remarks>
/// Transforms are told no sample's number, so images are numbered as they come, from <see cref="Next"/> on: what is drawn for an image depends on how many
/// came before it, also from other threads. Where that must not be, draw a plan for the batch (<c>recipe.Draw</c>) and paint it.
/// </remarks>
public sealed class ErasingTransform : nn.IModule<Tensor, Tensor>
{
    private readonly Recipe recipe;
    private readonly Palette palette;
    private readonly ulong seed;
    private int next;

    /// <summary>A transform that erases.</summary>
    /// <param name="recipe">Policies that erase: those that mix need a batch and its labels.</param>
    /// <param name="palette">What fill, color and noise are in the images' numbers.</param>
    /// <param name="seed">Of all that is drawn.</param>
    /// <exception cref="ArgumentException">The recipe mixes images, or crops and flips them.</exception>
    public ErasingTransform(Recipe recipe, Palette palette, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(palette);
        if (recipe.Mixes || recipe.Frames)
            throw new ArgumentException(
                recipe.Mixes
                    ? "The recipe mixes images, and a transform sees no labels to be mixed with them: draw a plan for the batch, and paint images and labels by it."
                    : "The recipe crops or flips, which plans do when images are loaded: leave that to the pipeline's own transforms, or to Cutwork.Loading's Loader.",
                nameof(recipe)
            );
        this.recipe = recipe;
        this.palette = palette;
        this.seed = seed;
    }

    /// <summary>The epoch of what is drawn from here on, from 0; setting it begins with the first image again.</summary>
    public int Epoch
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
            Next = 0;
        }
    }

    /// <summary>The number of the next image, for going on where a run ended.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public int Next
    {
        get => Volatile.Read(ref next);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Volatile.Write(ref next, value);
        }
    }

    /// <summary>Paints an image C×H×W, or a batch N×C×H×W, into a new tensor.</summary>
    /// <exception cref="ArgumentException">Another shape or type of elements, or the palette does not fit.</exception>
    public Tensor call(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.dim() is not (3 or 4))
            throw new ArgumentException(
                $"An image is C×H×W and a batch N×C×H×W; given {TensorImages.Shape(input)}.",
                nameof(input)
            );
        if (input.dim() == 4)
            return Paint(input);
        using Tensor batch = input.unsqueeze(0);
        using Tensor painted = Paint(batch);
        return painted.squeeze(0);
    }

    private Tensor Paint(Tensor images)
    {
        int count = TensorImages.SideOf(images, 0);
        int first = Interlocked.Add(ref next, count) - count;
        Size size = TensorImages.SizeOf(images);
        return recipe.Draw(new Key(seed, Epoch), Scene.Range(size, first, count)).Painted(images, palette);
    }
}
