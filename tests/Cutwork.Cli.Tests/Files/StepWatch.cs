using System.Diagnostics;

namespace Cutwork.Tests.Files;

/// <summary>Sees the steps that change files below a folder, of all packages, until it is disposed.</summary>
internal sealed class StepWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string folder;
    private readonly Action<string, string> told;
    private readonly List<IDisposable> subscriptions = [];
    private readonly List<(string Step, string Path)> seen = [];

    /// <summary>Begins to watch.</summary>
    /// <param name="folder">Steps elsewhere are other tests'.</param>
    /// <param name="told">Is told of each step before it is made; what it throws is thrown there.</param>
    public StepWatch(string folder, Action<string, string>? told = null)
    {
        this.folder = folder;
        this.told = told ?? ((_, _) => { });
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>The steps so far: "rename out", by the last part of the path.</summary>
    public string[] Steps
    {
        get
        {
            lock (seen)
                return [.. seen.Select(entry => $"{entry.Step} {Path.GetFileName(entry.Path)}")];
        }
    }

    public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Cutwork.Files")
            subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        string path = (string)value.Value!;
        if (!path.StartsWith(folder, StringComparison.Ordinal))
            return;
        lock (seen)
            seen.Add((value.Key, path));
        told(value.Key, path);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }
}
