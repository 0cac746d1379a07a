namespace Cutwork.Imaging;

/// <summary>What was done in a marked region.</summary>
public enum MarkKind
{
    /// <summary>It was filled with a color or noise.</summary>
    Erased,

    /// <summary>A partner's pixels replaced it.</summary>
    Pasted,

    /// <summary>A partner's pixels were blended into it.</summary>
    Blended,
}
