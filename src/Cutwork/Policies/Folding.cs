namespace Cutwork;

/// <summary>Whether the own image keeps at least half.</summary>
public enum Folding
{
    /// <summary>λ as drawn: the papers.</summary>
    None,

    /// <summary>λ′ = max(λ, 1 − λ): the own image dominates, as in fastai and MixMatch.</summary>
    OwnDominates,
}
