using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cutwork.Imaging.Tests;

/// <summary>An HTTP server of one file on this machine that can break off, refuse ranges, or answer an error.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly byte[] content;
    private readonly Task serving;

    public FileServer(byte[] content)
    {
        this.content = content;
        listener.Start();
        serving = Serve();
    }

    /// <summary>How many bytes of body the next answers send before the connection drops; then whole ones.</summary>
    public Queue<int> Cuts { get; } = [];

    public bool TakesRanges { get; init; } = true;

    public string Status { get; init; } = "200 OK";

    /// <summary>The first byte each request asked for.</summary>
    public List<long> Starts { get; } = [];

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/file.bin");

    public void Dispose()
    {
        closing.Cancel();
        serving.Wait(TimeSpan.FromSeconds(10));
        listener.Stop();
        closing.Dispose();
    }

    private async Task Serve()
    {
        while (!closing.IsCancellationRequested)
            try
            {
                using TcpClient connection = await listener.AcceptTcpClientAsync(closing.Token);
                await Answer(connection.GetStream());
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (IOException)
            {
                // The client went away; the next one is served.
            }
    }

    private async Task Answer(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        int start = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                start = int.Parse(line[13..^1], CultureInfo.InvariantCulture);
        Starts.Add(start);
        bool partial = start > 0 && TakesRanges && Status.StartsWith("200", StringComparison.Ordinal);
        string head =
            !partial ? $"HTTP/1.1 {Status}\r\n"
            : start >= content.Length ? $"HTTP/1.1 416 Range Not Satisfiable\r\n"
            : $"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {start}-{content.Length - 1}/{content.Length}\r\n";
        byte[] body = Status.StartsWith("200", StringComparison.Ordinal)
            ? content[(partial ? Math.Min(start, content.Length) : 0)..]
            : [];
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"{head}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n")
        );
        await stream.WriteAsync(Cuts.TryDequeue(out int cut) ? body.AsMemory(0, Math.Min(cut, body.Length)) : body);
    }
}
