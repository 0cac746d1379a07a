namespace Cutwork;

/// <summary>What one place gives to the pixels of a <see cref="SeenRun"/>.</summary>
/// <param name="Place">An image of the batch, or from N on a partner, as in <see cref="Plan.SampleAt"/>.</param>
/// <param name="Weight">Its weight as if nothing were erased, above 0 to 1: what labels count. The weights of a run sum to 1.</param>
/// <param name="Shown">Its weight in what the eye sees, from 0 where it is erased to <paramref name="Weight"/>: what boxes and keypoints count.</param>
public readonly record struct SeenPart(int Place, double Weight, double Shown);
