using System.Runtime.ExceptionServices;

namespace Cutwork;

/// <summary>
/// Work in numbered parts that the caller and helpers from the thread pool take one by one, until none is left.
/// </summary>
/// <remarks>
/// The caller never waits for a helper that has not begun: it takes the parts itself, closes the door, and waits only for those who are
/// inside, each in the middle of one part. A helper that comes later finds the door closed; it may even find the same object at work on
/// another batch, and helps there. So the object can be used again at once, and a batch allocates nothing.
/// </remarks>
internal abstract class Crew : IThreadPoolWorkItem
{
    private readonly ManualResetEventSlim left = new(false);
    private readonly Lock door = new();
    private CancellationToken cancellation;
    private ExceptionDispatchInfo? failure;
    private int parts;
    private int next;
    private int places;
    private int inside;

    /// <summary>Does one part; parts are independent of each other.</summary>
    protected abstract void Do(int part);

    /// <summary>What a thread does when it finds no more parts.</summary>
    protected virtual void Finish() { }

    /// <summary>Does all parts on at most this many threads.</summary>
    /// <exception cref="OperationCanceledException">The token was canceled before all were done.</exception>
    protected void Run(int count, int threads, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        cancellation = token;
        failure = null;
        parts = count;
        Volatile.Write(ref next, 0);
        int helpers = Math.Min(threads, count) - 1;
        if (helpers > 0)
        {
            lock (door)
                places = helpers;
            for (int i = 0; i < helpers; i++)
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        Work();
        if (helpers > 0)
            Close();
        cancellation = default;
        failure?.Throw();
    }

    /// <summary>A helper arrives.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        lock (door)
        {
            if (places == 0)
                return;
            places--;
            inside++;
        }
        Work();
        lock (door)
            if (--inside == 0)
                left.Set();
    }

    private void Close()
    {
        lock (door)
        {
            places = 0;
            if (inside == 0)
                return;
            left.Reset();
        }
        left.Wait();
    }

    private void Work()
    {
        try
        {
            while (true)
            {
                int part = Interlocked.Increment(ref next) - 1;
                if (part >= parts)
                    break;
                cancellation.ThrowIfCancellationRequested();
                Do(part);
            }
            Finish();
        }
        catch (Exception exception)
        {
            // The first one is told; nobody takes another part.
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            Volatile.Write(ref next, int.MaxValue / 2);
        }
    }
}
