namespace Cutwork;

/// <summary>From an epoch on, a recipe, until the next phase.</summary>
public sealed record Phase
{
    /// <summary>A phase from an epoch on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is negative.</exception>
    public Phase(int from, Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        From = Guard.AtLeast(from, 0, nameof(from), "(the first epoch)");
        Recipe = recipe;
    }

    /// <summary>Its first epoch, from 0.</summary>
    public int From { get; }

    /// <summary>Its recipe.</summary>
    public Recipe Recipe { get; }

    /// <summary>A linear rise or fall of all probabilities at its beginning; null: none.</summary>
    public Ramp? Ramp { get; init; }

    /// <summary>The recipe in an epoch of this phase.</summary>
    internal Recipe At(int epoch) => Ramp is null ? Recipe : Recipe.Scaled(Ramp.At(epoch - From));
}
