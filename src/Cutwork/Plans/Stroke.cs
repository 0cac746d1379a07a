namespace Cutwork;

/// <summary>One sentence of a plan: in this region of this image, lay this source over the pixels at this opacity.</summary>
public readonly record struct Stroke
{
    /// <summary>The image's place in the batch.</summary>
    public required int Position { get; init; }

    /// <summary>Which pixels; inside the image. Empty where a mix was drawn whose region clipped to nothing.</summary>
    public required Region Region { get; init; }

    /// <summary>What is laid down.</summary>
    public required Source Source { get; init; }

    /// <summary>What stays of the own pixels, λ of mixup: 0 replaces them, 1 leaves them.</summary>
    /// <remarks>
    /// Stored in place of the opacity because a drawn λ may be 10⁻¹², and 1 − (1 − λ) would no longer be it; the other way
    /// round nothing is lost, a λ near 1 being a multiple of 2⁻⁵³.
    /// </remarks>
    public double OwnWeight { get; init; }

    /// <summary>1 replaces the pixels, 0 leaves them; between, own · (1 − opacity) + source · opacity.</summary>
    public double Opacity => 1 - OwnWeight;

    /// <summary>The place in the batch of the image that is laid down; −1 unless the source is a partner.</summary>
    public int Partner { get; init; }

    /// <summary>The seed of random paint; 0 where nothing is random.</summary>
    public ulong Seed { get; init; }

    /// <summary>Which of the stage's <see cref="Stage.Origins"/> drew it.</summary>
    public int Origin { get; init; }

    /// <summary>
    /// The own label's weight where the recipe asks for the drawn λ instead of the pixels; null derives it from the region
    /// and the opacity.
    /// </summary>
    public double? DrawnLambda { get; init; }

    /// <summary>
    /// The share of the label that goes to the partner, 1 − λ: opacity · region's pixels / image's pixels, or the drawn one.
    /// This is the only place where it is computed.
    /// </summary>
    public double PartnerShare(Size size) =>
        Source != Source.Partner ? 0
        : DrawnLambda is { } lambda ? 1 - lambda
        : Opacity * Region.Area / size.Area;

    /// <summary>True where every pixel of the image is touched alike.</summary>
    internal bool IsWhole(Size size) => Region == Region.Whole(size);
}
