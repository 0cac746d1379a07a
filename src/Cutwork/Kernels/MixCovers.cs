namespace Cutwork;

/// <summary>Boxes of one color in a blend: over the result, and in either of the images before they are blended.</summary>
internal readonly struct MixCovers(Cover over, Cover own, Cover partner)
{
    /// <summary>Nothing is covered.</summary>
    public static MixCovers None => new(Cover.None, Cover.None, Cover.None);

    /// <summary>What lies over the blend.</summary>
    public Cover Over { get; } = over;

    /// <summary>What lies over the own image, and is blended.</summary>
    public Cover Own { get; } = own;

    /// <summary>What lies over the partner, and is blended.</summary>
    public Cover Partner { get; } = partner;

    /// <summary>True where an image itself is covered.</summary>
    public bool AreUnder => !Own.IsNone || !Partner.IsNone;
}
