namespace Cutwork.Loading;

/// <summary>An enumerator's hold on a run. The run's threads know the run, not this: an enumerator that is forgotten ends them.</summary>
internal sealed class RunOwner<T>(EpochRun<T> run, ForgottenNotice notice) : IDisposable, IAsyncDisposable
    where T : unmanaged
{
    ~RunOwner()
    {
        notice.Say("an enumerator");
        run.Abandon();
    }

    public EpochRun<T> Run => run;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        run.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return run.DisposeAsync();
    }
}
