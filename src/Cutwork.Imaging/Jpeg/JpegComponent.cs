namespace Cutwork.Imaging;

/// <summary>One color of a JPEG file.</summary>
/// <param name="Across">Blocks in a row of a unit: the horizontal sampling factor.</param>
/// <param name="Down">Rows of blocks in a unit: the vertical one.</param>
/// <param name="Quantization">The number of its factors.</param>
/// <param name="Differences">The number of its table for differences of the first coefficients.</param>
/// <param name="Coefficients">The number of its table for the other coefficients.</param>
internal readonly record struct JpegComponent(
    int Across,
    int Down,
    int Quantization,
    int Differences,
    int Coefficients
);
