using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Cutwork;

/// <summary>Policies, in the order in which they are drawn and painted.</summary>
public sealed class Recipe : IEquatable<Recipe>
{
    private readonly ImmutableArray<ImmutableArray<Origin>> origins; // by policy, shared by all plans

    /// <summary>A recipe; without policies it leaves every image as it is.</summary>
    /// <exception cref="ArgumentException">
    /// A policy's parameters contradict each other, labels follow the drawn λ of a region though another policy mixes regions, or more than
    /// <see cref="Plan.MostMixingStages"/> policies mix.
    /// </exception>
    public Recipe(params ReadOnlySpan<Policy> policies)
    {
        Policies = [.. policies];
        int regional = 0;
        int mixing = 0;
        for (int index = 0; index < Policies.Length; index++)
        {
            ArgumentNullException.ThrowIfNull(Policies[index], $"policies[{index}]");
            if (Policies[index].Conflict() is { } conflict)
                throw new RecipeException($"$.policies[{index}]", conflict);
            regional += Policies[index].Mixing == Mixing.Regional ? 1 : 0;
            mixing += Policies[index].Mixing == Mixing.None ? 0 : 1;
            if (mixing > Plan.MostMixingStages)
                throw new RecipeException(
                    $"$.policies[{index}]",
                    $"it is policy {mixing} that mixes; at most {Plan.MostMixingStages} may."
                );
        }
        if (regional > 1)
            for (int index = 0; index < Policies.Length; index++)
                if (Policies[index].LabelsDrawnLambda)
                    throw new RecipeException($"$.policies[{index}]", Exactness.DrawnLambdaRefusal);
        origins = [.. Policies.Select(OriginsOf)];
    }

    /// <summary>A recipe that leaves every image as it is.</summary>
    public static Recipe None { get; } = new();

    /// <summary>The policies.</summary>
    public ImmutableArray<Policy> Policies { get; }

    /// <summary>True where images are mixed with others of their batch, so that the batch's make-up matters.</summary>
    public bool Mixes => Policies.Any(policy => policy.Mixing != Mixing.None);

    /// <summary>Draws what will be done to a batch. Nothing is painted.</summary>
    /// <param name="key">Seed and epoch; sample and operation are filled in.</param>
    /// <param name="scene">The batch.</param>
    public Plan Draw(Key key, Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var stages = ImmutableArray.CreateBuilder<Stage>(Policies.Length);
        uint operation = 0;
        bool isSound = true;
        int regional = 0;
        bool hasDrawnLambda = false;
        View[]? views = null;
        for (int index = 0; index < Policies.Length; index++)
        {
            var sketch = new Sketch(key, scene, origins[index], views);
            try
            {
                sketch.Draw(Policies[index], operation);
                Stage stage = sketch.ToStage();
                stages.Add(stage);
                isSound &= sketch.IsSound && (stage.MostStrokes < 2 || stage.IsErasing);
                regional += sketch.MixesRegions ? 1 : 0;
                hasDrawnLambda |= sketch.HasDrawnLambda;
                views = sketch.Views;
            }
            finally
            {
                sketch.Close();
            }
            operation += Policies[index].Operations;
        }
        ImmutableArray<View> shown = views is null ? [] : ImmutableCollectionsMarshal.AsImmutableArray(views);
        return isSound && (regional < 2 || !hasDrawnLambda)
            ? Plan.OfSound(key, scene, stages.MoveToImmutable(), shown, regional > 1)
            : new Plan(
                key,
                scene.Size,
                scene.Samples,
                stages.MoveToImmutable(),
                shown,
                scene.Partners?.Samples ?? [],
                Plan.OccurrencesOf(scene)
            ); // it says what is wrong, if anything is
    }

    /// <summary>True where it decides what images show of their sources, so that plans have <see cref="Plan.Views"/>.</summary>
    public bool Frames => Policies.Any(policy => policy.Frames);

    /// <summary>
    /// What one image will show of its source, before the batch it comes into is known: the view that <see cref="Draw"/> draws for it. So a
    /// decoder need not decode more.
    /// </summary>
    /// <param name="key">Seed and epoch.</param>
    /// <param name="size">The batch's size.</param>
    /// <param name="sample">The sample's index in the data set.</param>
    /// <param name="sourceSize">Its source's size.</param>
    /// <param name="occurrence">How often the sample came before in the epoch.</param>
    /// <returns>All of the source where no policy decides.</returns>
    public View DrawView(Key key, Size size, int sample, Size sourceSize, int occurrence = 0)
    {
        Scene scene = new Scene(size, sample).From(sourceSize);
        Plan plan = Draw(key, occurrence == 0 ? scene : scene.WithOccurrences(occurrence));
        return plan.Views.IsEmpty ? View.Whole(sourceSize) : plan.Views[0];
    }

    /// <summary>What to expect of this recipe: the figures of many drawn images, in batches of 64.</summary>
    /// <param name="size">Height and width of the images.</param>
    /// <param name="images">
    /// How many to draw; the standard error of a share is at most 0.5 / √images, 8 times that where a batch shares its draws.
    /// </param>
    public PlanFigures Expect(Size size, int images = 20_000)
    {
        Guard.AtLeast(images, 1, nameof(images), "image");
        const int batch = 64;
        PlanFigures sum = default;
        for (int first = 0; first < images; first += batch)
            sum = sum.Add(Draw(new Key(0), Scene.Range(size, first, Math.Min(batch, images - first))));
        return sum;
    }

    /// <summary>The same recipe with every probability multiplied by <paramref name="factor"/>, from 0 to 1.</summary>
    public Recipe Scaled(double factor)
    {
        Guard.Probability(factor, nameof(factor));
        return new Recipe([.. Policies.Select(policy => policy with { Probability = policy.Probability * factor })]);
    }

    /// <summary>The recipe as JSON, indented.</summary>
    /// <param name="catalog">How policies are written; Cutwork's own unless given.</param>
    /// <exception cref="RecipeException">A policy is not in the catalog.</exception>
    public string ToJson(PolicyCatalog? catalog = null) => RecipeJson.Write(this, catalog ?? PolicyCatalog.BuiltIn);

    /// <summary>Reads a recipe.</summary>
    /// <param name="json">The text of a recipe file.</param>
    /// <param name="catalog">The policies that it may name; Cutwork's own unless given.</param>
    /// <exception cref="RecipeException">Not a possible recipe; the message begins with the path of what is wrong.</exception>
    public static Recipe FromJson(string json, PolicyCatalog? catalog = null) =>
        RecipeJson.Read(json, catalog ?? PolicyCatalog.BuiltIn);

    /// <summary>In English, a numbered sentence per policy.</summary>
    public override string ToString() =>
        Policies.IsEmpty
            ? "Nothing: every image stays as it is."
            : string.Join('\n', Policies.Select((policy, index) => $"{index + 1}. {policy.Describe()}"));

    private static ImmutableArray<Origin> OriginsOf(Policy policy)
    {
        var origins = ImmutableArray.CreateBuilder<Origin>(1);
        policy.AddOrigins(origins);
        return origins.ToImmutable();
    }

    /// <inheritdoc/>
    public bool Equals(Recipe? other) => other is not null && Policies.AsSpan().SequenceEqual(other.Policies.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Recipe);

    /// <inheritdoc/>
    public override int GetHashCode() => Policies.IsEmpty ? 0 : HashCode.Combine(Policies.Length, Policies[0]);
}
