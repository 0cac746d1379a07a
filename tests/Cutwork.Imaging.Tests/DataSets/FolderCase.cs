namespace Cutwork.Imaging.Tests;

/// <summary>A folder to fill and to open as a data set.</summary>
public abstract class FolderCase : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    protected string Place => Folder.Path;

    protected static byte[] Png => Samples.Plain(1, 2, 3);

    protected void Put(params string[] names)
    {
        foreach (string name in names)
            Folder.Write(name, Png);
    }

    protected IDataSet Open(string split = "train") => DataSets.Open(Folder.Path, new DataSetOptions { Split = split });

    protected string Refused(string split = "train") =>
        Assert.Throws<DataSetException>(() => Open(split).Dispose()).Message;

    protected void Shell(string script)
    {
        using var shell = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("sh", ["-c", script])
            {
                WorkingDirectory = Path.Combine(Folder.Path, "cats"),
            }
        )!;
        shell.WaitForExit();
    }

    protected static string[] Names(IDataSet set) => [.. Enumerable.Range(0, set.Count).Select(set.NameOf)];

    protected static string[] LeftOut(IDataSet set) => [.. set.Account.LeftOut.Select(one => one.ToString())];

    public void Dispose() => Folder.Dispose();
}
