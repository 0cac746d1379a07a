namespace Cutwork.Imaging;

/// <summary>How far a download is.</summary>
/// <param name="File">The file being fetched.</param>
/// <param name="Received">Bytes of it that are here, those of an earlier attempt included.</param>
/// <param name="Total">Bytes it has; null where the server does not say.</param>
public readonly record struct DownloadProgress(string File, long Received, long? Total);
