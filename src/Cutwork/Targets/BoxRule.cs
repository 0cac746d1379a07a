namespace Cutwork;

/// <summary>Which objects stay in a painted image, and how far their boxes reach.</summary>
/// <remarks>
/// An object of the image's own keeps its box, since occlusion is what erasing is for; a partner's box is cut to what was mixed in. Objects of which
/// nothing is seen are left out.
/// </remarks>
public sealed record BoxRule
{
    /// <summary>Boxes as they are, all objects of which anything is seen.</summary>
    public static BoxRule Default { get; } = new();

    /// <summary>
    /// As Albumentations' dropout transforms treat boxes: edges cut to whole pixels, each box shrunk to the pixels of it that are seen.
    /// </summary>
    /// <remarks>Set <see cref="MinVisible"/> and <see cref="MinArea"/> as its min_visibility and min_area.</remarks>
    public static BoxRule Albumentations { get; } = new() { Tight = true, WholePixels = true };

    /// <summary>As where erasing knows nothing of boxes (torchvision's RandomErasing): the image's own stay as they are, whatever covers them.</summary>
    public static BoxRule Unmoved { get; } = new() { KeepsHidden = true };

    /// <summary>The least share of an object's area that is seen at all, at any weight, from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double MinVisible
    {
        get;
        init => field = Guard.Probability(value, nameof(MinVisible));
    }

    /// <summary>The least area of an object that is seen at all, in pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or no number.</exception>
    public double MinArea
    {
        get;
        init => field = AtLeast0(value, nameof(MinArea));
    }

    /// <summary>The least height and width of a box, in pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or no number.</exception>
    public double MinSide
    {
        get;
        init => field = AtLeast0(value, nameof(MinSide));
    }

    /// <summary>Whether a box shrinks to what is seen of its object.</summary>
    public bool Tight { get; init; }

    /// <summary>Whether edges are cut to whole pixels before anything else, toward the upper left; a box without a whole pixel is left out.</summary>
    public bool WholePixels { get; init; }

    /// <summary>Whether the image's own objects stay though nothing of them is seen, unless a least share or area says otherwise; their weight is then 0.</summary>
    public bool KeepsHidden { get; init; }

    private static double AtLeast0(double value, string name) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is a number of at least 0.");
}
