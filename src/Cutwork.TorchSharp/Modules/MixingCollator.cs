using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>Batches for whoever stays with TorchSharp's <c>DataLoader&lt;T, S&gt;</c>: stacks images, paints them by a recipe, and mixes their labels.</summary>
/// <remarks>
/// <code>
/// var mixing = new MixingCollator(recipe, Palette.ImageNet, seed: 1, classes: 10);
/// using var loader = new DataLoader&lt;LabeledImage, MixedBatch&gt;(set, 128, mixing.Collate, shuffle: true);
/// </code>
/// What is lost by it: that loader collates on the thread that asks for a batch and reads nothing ahead, its samples are floats before they are painted
/// (a pass over memory more), and the same seed gives the same order in every epoch. Cutwork.Loading's Loader does none of this.
/// </remarks>
public sealed class MixingCollator
{
    private readonly Recipe recipe;
    private readonly Palette palette;
    private readonly ulong seed;
    private readonly int classes;
    private readonly double smoothing;

    /// <summary>A collate function's state.</summary>
    /// <param name="recipe">What is painted: policies that erase and mix.</param>
    /// <param name="palette">What fill, color and noise are in the images' numbers.</param>
    /// <param name="seed">Of all that is drawn.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="smoothing">Label smoothing, from 0 to 1: leave the loss's own off.</param>
    /// <exception cref="ArgumentException">The recipe crops or flips: that comes before images are stacked.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no class, or the smoothing is not in its range.</exception>
    public MixingCollator(Recipe recipe, Palette palette, ulong seed, int classes, double smoothing = 0)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(palette);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (!(smoothing is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(smoothing),
                smoothing,
                "Label smoothing is a share, from 0 to 1."
            );
        if (recipe.Frames)
            throw new ArgumentException(
                "The recipe crops or flips, which comes before images are stacked: leave that to the data set's own transforms.",
                nameof(recipe)
            );
        this.recipe = recipe;
        this.palette = palette;
        this.seed = seed;
        this.classes = classes;
        this.smoothing = smoothing;
    }

    /// <summary>The epoch of what is drawn from here on, from 0: set it before each.</summary>
    public int Epoch
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>The function for the data loader.</summary>
    /// <param name="images">The batch's samples.</param>
    /// <param name="device">Where the batch shall lie.</param>
    /// <exception cref="ArgumentException">There is no image, they differ in shape, or a label is not a class.</exception>
    public MixedBatch Collate(IEnumerable<LabeledImage> images, Device device)
    {
        ArgumentNullException.ThrowIfNull(images);
        LabeledImage[] batch = [.. images];
        if (batch.Length == 0)
            throw new ArgumentException("A batch needs at least one image.", nameof(images));
        foreach (LabeledImage image in batch)
            if (image.Pixels.dim() != 3 || !image.Pixels.shape.SequenceEqual(batch[0].Pixels.shape))
                throw new ArgumentException(
                    $"Sample {image.Sample} is {TensorImages.Shape(image.Pixels)}, and sample {batch[0].Sample} {TensorImages.Shape(batch[0].Pixels)}: images of a batch are C×H×W, all alike.",
                    nameof(images)
                );
        Tensor stacked = stack(batch.Select(image => image.Pixels));
        try
        {
            Size size = TensorImages.SizeOf(stacked);
            Scene scene = new Scene(size, [.. batch.Select(image => image.Sample)]).WithOccurrences([
                .. batch.Select(image => image.Occurrence),
            ]);
            Plan plan = recipe.Draw(new Key(seed, Epoch), scene);
            float[] soft = new float[batch.Length * classes];
            plan.Apply([.. batch.Select(image => image.Label)], soft, classes, smoothing);
            plan.Apply(stacked, palette);
            return new MixedBatch(
                Moved(ref stacked, device),
                tensor(soft, [batch.Length, classes], device: device),
                plan
            );
        }
        catch
        {
            stacked.Dispose();
            throw;
        }
    }

    private static Tensor Moved(ref Tensor images, Device device)
    {
        if (images.device == device)
            return images;
        Tensor moved = images.to(device);
        images.Dispose();
        images = moved;
        return moved;
    }
}
