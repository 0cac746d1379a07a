using System.Runtime.ExceptionServices;

namespace Cutwork.Studies;

/// <summary>The same work on several threads; the first that fails ends the others.</summary>
internal static class SideBySide
{
    /// <summary>Returns when all have ended.</summary>
    /// <exception cref="OperationCanceledException">Canceled from outside.</exception>
    public static void Run(int lanes, Action<CancellationToken> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Exception? first = null;
        Thread[] threads =
        [
            .. Enumerable
                .Range(0, lanes)
                .Select(lane => new Thread(Lane) { Name = $"study {lane}", IsBackground = true }),
        ];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        if (first is not null)
            ExceptionDispatchInfo.Throw(first);

        void Lane()
        {
            try
            {
                work(stop.Token);
            }
            catch (Exception error)
            {
                // What the others end with, canceled, says nothing of why.
                Interlocked.CompareExchange(ref first, error, null);
                stop.Cancel();
            }
        }
    }
}
