namespace Cutwork;

/// <summary>What share of the label a pasted region brings.</summary>
public enum LabelRule
{
    /// <summary>The share of pixels that were pasted, after clipping and rounding: the CutMix paper's code, timm's correct_lam.</summary>
    Pixels,

    /// <summary>1 − λ as drawn, whatever was pasted: timm with correct_lam off.</summary>
    DrawnLambda,
}
