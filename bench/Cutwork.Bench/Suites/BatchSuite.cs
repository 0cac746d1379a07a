using BenchmarkDotNet.Attributes;

namespace Cutwork.Bench;

/// <summary>What the suites on whole batches share: the memory, an operation by name, the threads.</summary>
public abstract class BatchSuite
{
    private Workbench? bench;
    private Operations? operations;
    private ApplyOptions options = ApplyOptions.Default;

    /// <summary>Side of the images.</summary>
    [Params(32, 224)]
    public int Side { get; set; }

    /// <summary>The most threads.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        bench = new Workbench(new Size(Side, Side), CoreGates.Batch);
        operations = new Operations(bench);
        options = new ApplyOptions { MaxDegreeOfParallelism = Threads };
    }

    [GlobalCleanup]
    public void Cleanup() => bench?.Dispose();

    /// <summary>Does an operation once.</summary>
    protected void Run(string operation) => operations![operation].Run(options);
}
