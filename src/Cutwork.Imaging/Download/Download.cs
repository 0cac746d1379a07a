using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Cutwork.Files;

namespace Cutwork.Imaging;

/// <summary>
/// Fetches official files: into <c>name.part</c> first, going on where an earlier attempt stopped, and under its name only
/// once the checksum is right.
/// </summary>
/// <remarks>A client is the caller's, for proxies and tests; its own timeout does not matter here.</remarks>
public sealed class Download(HttpClient client)
{
    // A connection that drops is taken up again; one that brings nothing is not.
    private const int MostAttempts = 5;
    private static readonly TimeSpan MostSilence = TimeSpan.FromSeconds(60);

    /// <summary>The most bytes of one file; one that is longer, or comes without a length and does not end, is given up. 1 GiB unless said otherwise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public long MaximumBytes
    {
        get;
        init =>
            field =
                value >= 1
                    ? value
                    : throw new ArgumentOutOfRangeException(
                        nameof(value),
                        value,
                        "MaximumBytes must be at least 1 byte; leave it out for 1 GiB."
                    );
    } = 1L << 30;

    /// <summary>Fetches a file into a folder, unless it is there with the right checksum; returns its path.</summary>
    /// <exception cref="DownloadException">No connection, no such file there, a wrong checksum, or the folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what has come stays for the next attempt.</exception>
    public async Task<string> FetchAsync(
        CatalogFile file,
        string folder,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string path = Path.Combine(folder, file.Name);
        string part = path + ".part";
        try
        {
            Directory.CreateDirectory(folder);
            if (File.Exists(path) && await HasChecksum(path, file, cancellation).ConfigureAwait(false))
                return path;
            bool isReplaced = File.Exists(path);
            CheckNoLink(part);
            RegularFile.Check(part);
            bool resumed = File.Exists(part) && new FileInfo(part).Length > 0;
            await Complete(file, part, progress, cancellation).ConfigureAwait(false);
            bool right = await HasChecksum(part, file, cancellation).ConfigureAwait(false);
            if (!right && resumed)
            {
                // The earlier part may have been another version's; one whole download decides.
                File.Delete(part);
                await Complete(file, part, progress, cancellation).ConfigureAwait(false);
                right = await HasChecksum(part, file, cancellation).ConfigureAwait(false);
            }
            if (!right)
            {
                File.Delete(part);
                throw Failed(
                    file,
                    folder,
                    $"what came does not have the published MD5 {file.Md5}, so it was thrown away"
                );
            }
            if (isReplaced)
                Disk.Replace(part, path);
            else
                await Place(part, path, file, cancellation).ConfigureAwait(false);
            Disk.FlushFolder(folder);
            return path;
        }
        catch (HttpRequestException error)
        {
            throw Failed(file, folder, error.Message.TrimEnd('.'), error);
        }
        catch (TimeoutException error)
        {
            throw Failed(file, folder, error.Message, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failed(file, folder, $"it could not be fetched or written ({error.Message.TrimEnd('.')})", error);
        }
    }

    private async Task Complete(
        CatalogFile file,
        string part,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellation
    )
    {
        await using FileStream target = File.Exists(part)
            ? new FileStream(part, FileMode.Open, FileAccess.ReadWrite, FileShare.None)
            : Disk.Create(part);
        CheckNoLink(part); // nothing is written yet
        for (int attempt = 1; ; attempt++)
        {
            long before = target.Seek(0, SeekOrigin.End);
            try
            {
                await Attempt(file, target, progress, cancellation).ConfigureAwait(false);
                Disk.Flush(target);
                return;
            }
            // Any answer with a status is final; a body that breaks off is not, where some of it came.
            catch (Exception error)
                when (error is HttpIOException or HttpRequestException { StatusCode: null }
                    && target.Position > before
                    && attempt < MostAttempts
                ) { }
        }
    }

    // Its name can be foreseen, as it has to be found again: what somebody has put there is not written through.
    private static void CheckNoLink(string part)
    {
        if (new FileInfo(part).LinkTarget is not null)
            throw new IOException($"{SafeName.Show(part)} is a link, which nothing is written through; remove it");
    }

    // A file that somebody has put there meanwhile stays; where it is the right one, it will do.
    private static async Task Place(string part, string path, CatalogFile file, CancellationToken cancellation)
    {
        try
        {
            Disk.Rename(part, path);
        }
        catch (IOException error) when (error.HResult == Disk.Taken && File.Exists(path))
        {
            if (!await HasChecksum(path, file, cancellation).ConfigureAwait(false))
                throw new IOException(
                    $"there is a {SafeName.Show(path)} since the download began, which was left as it is; take it away"
                );
            File.Delete(part);
        }
    }

    private async Task Attempt(
        CatalogFile file,
        FileStream target,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellation
    )
    {
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(MostSilence);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, file.Address);
            // The bytes as they are stored: a .gz unpacked on the way would have another checksum and other offsets.
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            if (target.Position > 0)
                request.Headers.Range = new RangeHeaderValue(target.Position, null);
            using HttpResponseMessage response = await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token)
                .ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && target.Position > 0)
                return; // nothing comes after what is here; the checksum tells whether it is all
            response.EnsureSuccessStatusCode();
            bool goesOn =
                response.StatusCode == HttpStatusCode.PartialContent
                && response.Content.Headers.ContentRange?.From == target.Position;
            if (!goesOn)
                target.SetLength(0);
            long? total = response.Content.Headers.ContentLength + target.Position;
            if (total > MaximumBytes)
                throw TooLong(file, $"it has {total} bytes");

            await using Stream body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
            byte[] buffer = new byte[1 << 16];
            while (true)
            {
                progress?.Report(new DownloadProgress(file.Name, target.Position, total));
                silence.CancelAfter(MostSilence);
                int read = await body.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
                if (read == 0)
                    return;
                if (target.Position + read > MaximumBytes)
                {
                    target.SetLength(0); // what has come is no beginning of the right file
                    throw TooLong(file, "more comes");
                }
                await target.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came for {MostSilence.TotalSeconds:0} seconds");
        }
    }

    private static async Task<bool> HasChecksum(string path, CatalogFile file, CancellationToken cancellation)
    {
        RegularFile.Check(path);
        await using FileStream stream = File.OpenRead(path);
#pragma warning disable CA5351 // The published checksums are MD5; they guard against damage.
        byte[] hash = await MD5.HashDataAsync(stream, cancellation).ConfigureAwait(false);
#pragma warning restore CA5351
        return Convert.ToHexString(hash).Equals(file.Md5, StringComparison.OrdinalIgnoreCase);
    }

    private DownloadException TooLong(CatalogFile file, string what) =>
        new(
            file.Name,
            $"{what}, beyond the limit of {MaximumBytes} (Download.MaximumBytes, --most-download), so it was given up: {file.Address} does not have the file that is known."
        );

    private static DownloadException Failed(CatalogFile file, string folder, string why, Exception? inner = null) =>
        new(
            file.Name,
            $"{why}. Try again later, which goes on where this stopped, or fetch {file.Address} by other means and put it into {SafeName.Show(folder)}.",
            inner
        );
}
