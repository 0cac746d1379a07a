namespace Cutwork;

/// <summary>For whom a policy draws once.</summary>
public enum Scope
{
    /// <summary>Every image has draws of its own. timm's "elem".</summary>
    Sample,

    /// <summary>Image i and image B − 1 − i share their draws. timm's "pair".</summary>
    Pair,

    /// <summary>All images of the batch share one draw: the code of the mixup and CutMix papers.</summary>
    Batch,
}
