namespace Cutwork;

/// <summary>Where the bytes of a turn's pixels go: the vectors by which a split shuffles, held in registers through a loop.</summary>
/// <remarks>
/// As constants of the code they would be read from memory at every use, eight loads a turn beside two of pixels; a blend took 13 % longer
/// (Zen 4, rows in the cache). So they are loaded from a table, which the compiler cannot put back into the loop. Vectors of which only 16
/// fit into registers have no use for them.
/// </remarks>
/// <param name="Words">The double words that hold a lane's pixel.</param>
/// <param name="First">The first channel's byte of each.</param>
/// <param name="Second">The second channel's.</param>
/// <param name="Third">The third channel's.</param>
internal readonly record struct Places<TVector>(TVector Words, TVector First, TVector Second, TVector Third)
    where TVector : struct;
