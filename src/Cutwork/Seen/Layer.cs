namespace Cutwork;

/// <summary>A stroke, as it takes part in what is seen of one image.</summary>
/// <param name="Image">Whose stroke it is: the image that is painted, or a partner of it that was erased before.</param>
/// <param name="Stage">The stage's number in the plan.</param>
/// <param name="Stroke">The stroke's number among those of its image and stage.</param>
/// <param name="Region">What it covers.</param>
/// <param name="Lay">How it lies over what is below.</param>
/// <param name="Source">What it is made of.</param>
internal readonly record struct Layer(int Image, int Stage, int Stroke, Region Region, Lay Lay, Source Source);

/// <summary>How a layer lies over what is below it.</summary>
internal enum Lay
{
    /// <summary>It alone is seen.</summary>
    Covers,

    /// <summary>Over the image's own pixels it can be blended in one pass; over anything else the pixels are made stage by stage.</summary>
    Blends,

    /// <summary>The partner's pixels were themselves mixed before, or were erased and are blended: made stage by stage.</summary>
    Stages,
}
