namespace Cutwork;

/// <summary>What happens to a box whose attempts are used up.</summary>
public enum AfterAttempts
{
    /// <summary>It is left out: all published code.</summary>
    Skip,

    /// <summary>The last draw is cut to the image's sides.</summary>
    Clamp,
}
