using System.Formats.Tar;
using System.IO.Compression;

namespace Cutwork.Imaging;

/// <summary>Gets a catalog's set onto this machine.</summary>
public sealed class CatalogSetup(Download download)
{
    /// <summary>
    /// The folder of a set, fetched into <paramref name="folder"/> where it is not there yet (by default
    /// <see cref="CatalogEntry.Folder"/>, where a copy the system installed counts too).
    /// </summary>
    /// <exception cref="DownloadException">A file cannot be fetched; the message says where to put which by hand.</exception>
    /// <exception cref="DataSetException">An archive is damaged in spite of its checksum, or its files cannot be written.</exception>
    public async Task<string> GetAsync(
        CatalogEntry set,
        string? folder = null,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(set);
        if (folder is null && set.Installed is { } there)
            return there;
        folder ??= set.Folder;
        if (set.IsWhole(folder))
            return folder;
        foreach (CatalogFile file in set.Files)
        {
            string path = await download.FetchAsync(file, folder, progress, cancellation).ConfigureAwait(false);
            if (!set.Contents.Contains(file.Name))
                await Unpack(path, folder, set, cancellation).ConfigureAwait(false);
        }
        return folder;
    }

    // Only files the catalog lists are taken, under the names it lists: an archive decides nothing about paths.
    private async Task Unpack(string archive, string folder, CatalogEntry set, CancellationToken cancellation)
    {
        HashSet<string> missing = [.. set.Contents];
        try
        {
            await using FileStream packed = File.OpenRead(archive);
            await using GZipStream inflated = new(packed, CompressionMode.Decompress);
            await using TarReader tar = new(inflated);
            while (await tar.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
            {
                string name = entry.Name[(entry.Name.LastIndexOf('/') + 1)..];
                if (entry.DataStream is null || !missing.Remove(name))
                    continue;
                string path = Path.Combine(folder, name);
                if (entry.Length > download.MaximumBytes)
                    throw new DataSetException(
                        archive,
                        $"{SafeName.Show(entry.Name)} in it has {entry.Length} bytes, beyond the limit of {download.MaximumBytes} (Download.MaximumBytes, --most-download)."
                    );
                await using (FileStream target = File.Create(path + ".part"))
                    await entry.DataStream.CopyToAsync(target, cancellation).ConfigureAwait(false);
                File.Move(path + ".part", path, overwrite: true);
            }
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            throw new DataSetException(archive, $"it cannot be unpacked ({error.Message.TrimEnd('.')}).", error);
        }
        if (missing.Count > 0)
            throw new DataSetException(archive, $"{string.Join(", ", missing.Order())} should be inside, but is not.");
    }
}
