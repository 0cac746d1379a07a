namespace Cutwork;

/// <summary>How the aspect, height over width, is drawn from its range.</summary>
public enum AspectLaw
{
    /// <summary>Uniformly, so that on 0.3 to 3.33 three of four boxes are taller than wide: the code of the Random Erasing paper.</summary>
    Uniform,

    /// <summary>Its logarithm uniformly, tall and wide alike: timm and torchvision.</summary>
    LogUniform,
}
