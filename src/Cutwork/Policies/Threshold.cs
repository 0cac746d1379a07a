namespace Cutwork;

/// <summary>How a uniform draw in [0, 1) is held against a probability. The two differ by 2⁻⁵³.</summary>
public enum Threshold
{
    /// <summary>Treated where the draw is below the probability: exact at 0 and 1. torchvision, CutMix.</summary>
    Exclusive,

    /// <summary>Treated where the draw is at most the probability: the code of the Random Erasing paper, timm's erasing.</summary>
    Inclusive,
}
