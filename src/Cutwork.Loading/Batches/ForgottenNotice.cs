using System.Diagnostics;

namespace Cutwork.Loading;

/// <summary>Says of a loader that somebody forgot to dispose what it gave: once in release builds, each time in debug builds.</summary>
internal sealed class ForgottenNotice
{
    private int isSaid;

    /// <summary>Called by finalizers; the memory is taken back all the same.</summary>
    public void Say(string what)
    {
        string said =
            $"Cutwork: {what} of a Loader was never disposed; its memory came back only when it was collected, which may be late. "
            + "Write foreach (var batch in loader.Read(epoch)) using (batch) { … }, and dispose an enumerator that is not read to its end.";
#if DEBUG
        Console.Error.WriteLine(said);
#endif
        if (Interlocked.Exchange(ref isSaid, 1) == 0)
            Trace.TraceWarning(said);
    }
}
