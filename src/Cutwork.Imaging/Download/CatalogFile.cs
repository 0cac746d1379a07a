namespace Cutwork.Imaging;

/// <summary>An official file of a data set.</summary>
/// <param name="Name">What it is called in the set's folder.</param>
/// <param name="Address">Where it is fetched from.</param>
/// <param name="Md5">Its published MD5, as 32 hexadecimal digits; against damage, not against forgery.</param>
public sealed record CatalogFile(string Name, Uri Address, string Md5);
