namespace Cutwork;

/// <summary>With whom an image is mixed. In a batch of one there is nobody: nothing is mixed. Of no account where a batch has partners of its own (<see cref="Scene.With"/>).</summary>
public enum PartnerRule
{
    /// <summary>A uniform permutation of the batch: the code of the mixup and CutMix papers. One image on average meets itself and stays as it is.</summary>
    Shuffle,

    /// <summary>Image i with image B − 1 − i: timm. The middle one of an odd batch stays as it is.</summary>
    Reverse,

    /// <summary>Image i with image i − 1, the first with the last: torchvision.</summary>
    Roll,

    /// <summary>A uniform permutation in which nobody meets itself.</summary>
    Derangement,
}
