namespace Cutwork.Imaging;

/// <summary>An object: the pixels it lies in and its class.</summary>
/// <param name="Region">The smallest rectangle around the object.</param>
/// <param name="Label">Its class, an index into <see cref="IDataSet.Classes"/>.</param>
public readonly record struct LabeledBox(Region Region, int Label);
