namespace Cutwork.Tests.Apply;

/// <summary>What several threads allocate is counted over the whole process, so no other test may run meanwhile.</summary>
[CollectionDefinition(nameof(ThreadMemoryTests), DisableParallelization = true)]
[Collection(nameof(ThreadMemoryTests))]
public class ThreadMemoryTests
{
    private const int Calls = 50;

    public static TheoryData<string, string> Cases => ApplyMemoryTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Two_threads_allocate_next_to_nothing(string recipe, string way)
    {
        Plan plan = ApplyMemoryTests.Draw(recipe);
        Action<Plan, ApplyOptions> paint = ApplyMemoryTests.Ways[way];
        var options = new ApplyOptions { MaxDegreeOfParallelism = 2, ThreadsFrom = 0 };
        // The thread pool's queue may grow now and then; the smallest object in every call would make 24 bytes a call.
        const long most = 8 * Calls;
        long least = long.MaxValue;
        // Code that is not compiled to the end yet may allocate, and so may whatever else runs in the process: it is given many rounds.
        for (int round = 0; round < 100 && least > most; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int call = 0; call < Calls; call++)
                paint(plan, options);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(least, 0, most);
    }
}
