using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>
/// The parameters of one method, and how it draws strokes from them. It sees the scene and random numbers, never a pixel.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "policy")]
[JsonDerivedType(typeof(Cutout), "cutout")]
[JsonDerivedType(typeof(RandomErasing), "random-erasing")]
[JsonDerivedType(typeof(Mixup), "mixup")]
[JsonDerivedType(typeof(CutMix), "cutmix")]
[JsonDerivedType(typeof(Choice), "choice")]
[JsonDerivedType(typeof(RandomResizedCrop), "random-resized-crop")]
[JsonDerivedType(typeof(CenterCrop), "center-crop")]
[JsonDerivedType(typeof(PadCrop), "pad-crop")]
[JsonDerivedType(typeof(Flip), "flip")]
public abstract record Policy
{
    /// <summary>For deriving: the scope that the method's own paper draws in.</summary>
    protected Policy(Scope scope) => Scope = scope;

    /// <summary>The probability that a unit (a sample, a pair, a batch: see <see cref="Scope"/>) is treated at all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double Probability
    {
        get;
        init => field = Guard.Probability(value, nameof(Probability));
    } = 1;

    /// <summary>For whom is drawn once: each sample, each pair, or the batch.</summary>
    public Scope Scope
    {
        get;
        init => field = Guard.Defined(value, nameof(Scope));
    }

    /// <summary>The name in recipes and plans, in lower case.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>What of other images it brings into one.</summary>
    [JsonIgnore]
    public abstract Mixing Mixing { get; }

    /// <summary>The paint of its strokes; a recipe asks once, when it is made.</summary>
    [JsonIgnore]
    protected internal abstract Paint StrokePaint { get; }

    /// <summary>How many operation numbers it uses: its own, and those of policies inside it.</summary>
    internal virtual uint Operations => 1;

    /// <summary>True where it decides what images show of their sources.</summary>
    internal virtual bool Frames => false;

    /// <summary>True where its labels may follow the drawn λ instead of the pixels.</summary>
    internal virtual bool LabelsDrawnLambda => false;

    /// <summary>Adds who draws on its behalf, in the order in which they draw: itself.</summary>
    internal virtual void AddOrigins(ImmutableArray<Origin>.Builder origins) =>
        origins.Add(new Origin(Name, StrokePaint));

    /// <summary>Draws its strokes.</summary>
    protected internal abstract void Draw(Sketch sketch);

    /// <summary>One sentence in English, parameters included.</summary>
    public abstract string Describe();

    /// <summary>Why these parameters can't go together; null where they can.</summary>
    protected internal virtual string? Conflict() => null;

    /// <summary>The same sentence as <see cref="Describe"/>.</summary>
    public sealed override string ToString() => Describe();

    /// <summary>"every image", "50% of the batches", ….</summary>
    protected string Frequency()
    {
        (string one, string many) = Scope switch
        {
            Scope.Sample => ("every image", "the images"),
            Scope.Pair => ("every pair of images", "the pairs"),
            _ => ("every batch", "the batches"),
        };
        return Probability == 1 ? one : $"{Percent(Probability)} of {many}";
    }

    /// <summary>A share as "12.5%", in any locale.</summary>
    protected static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>A number with up to four decimals, in any locale.</summary>
    protected static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
