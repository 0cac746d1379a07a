namespace Cutwork.Imaging;

/// <summary>A file in a tar, or (without a name) the place where the tar ends badly.</summary>
/// <param name="Id">The name's bytes as Latin-1 characters, one each: the same bytes, the same id, UTF-8 or not.</param>
/// <param name="Name">The name to show and to match extensions.</param>
/// <param name="Header">Where its header begins.</param>
/// <param name="Data">Where its data begin.</param>
/// <param name="Size">Bytes of data.</param>
/// <param name="Damage">Why it cannot be read, or null.</param>
internal readonly record struct TarMember(string Id, string Name, long Header, long Data, long Size, string? Damage);
