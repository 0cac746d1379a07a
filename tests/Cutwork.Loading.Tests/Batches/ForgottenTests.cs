using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>What is never disposed comes back when it is collected, and it is said once.</summary>
[Collection(nameof(Alone))]
public class ForgottenTests
{
    private static readonly Size Size = new(8, 8);

    private sealed class Heard : TraceListener
    {
        private readonly List<string> lines = [];

        public string[] Lines
        {
            get
            {
                lock (lines)
                    return [.. lines];
            }
        }

        public override void Write(string? message) { }

        public override void WriteLine(string? message)
        {
            lock (lines)
                lines.Add(message ?? "");
        }
    }

    private static LoaderOptions Options =>
        new()
        {
            Size = Size,
            BatchSize = 4,
            Workers = 2,
            BatchesInFlight = 2,
            Classes = 3,
            Masks = true,
            KeepSources = true,
        };

    private static FakeSet Set() => new(40, Size) { MaskOf = _ => new byte[Size.Area] };

    // In methods of their own, so that nothing on the stack of the test keeps them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ForgetBatches(Loader<float> loader)
    {
        foreach (LoadedBatch<float> batch in loader.Epoch(0))
            Assert.Equal(4, batch.Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ForgetEnumerator(Loader<float> loader)
    {
        IEnumerator<LoadedBatch<float>> batches = loader.Epoch(0).GetEnumerator();
        Assert.True(batches.MoveNext());
        batches.Current.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ForgetAsyncEnumerator(Loader<float> loader)
    {
        IAsyncEnumerator<LoadedBatch<float>> batches = loader.EpochAsync(0).GetAsyncEnumerator();
        Assert.True(batches.MoveNextAsync().AsTask().GetAwaiter().GetResult());
        batches.Current.Dispose();
    }

    private static bool Becomes(Func<bool> met)
    {
        for (int round = 0; round < 400 && !met(); round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Yield();
        }
        return met();
    }

    [Theory]
    [InlineData("a batch")]
    [InlineData("an enumerator")]
    [InlineData("an enumerator that is awaited")]
    public void It_comes_back_when_it_is_collected(string what)
    {
        using FakeSet set = Set();
        using var loader = new Loader<float>(set, Options);
        var heard = new Heard();
        Trace.Listeners.Add(heard);
        try
        {
            for (int time = 0; time < 3; time++)
                if (what == "a batch")
                    ForgetBatches(loader);
                else if (what == "an enumerator")
                    ForgetEnumerator(loader);
                else
                    ForgetAsyncEnumerator(loader);
            Assert.True(Becomes(() => loader.BatchesInUse == 0 && loader.TargetsInUse == 0), $"{loader.BatchesInUse}");
            Assert.True(Becomes(() => set.Inside == 0));
            string said = Assert.Single(heard.Lines, line => line.Contains("Cutwork", StringComparison.Ordinal));
            Assert.Contains(what.Split(" that ")[0], said);
            Assert.Contains("using", said);
        }
        finally
        {
            Trace.Listeners.Remove(heard);
        }
    }

    [Fact]
    public void What_is_disposed_or_taken_says_nothing()
    {
        using FakeSet set = Set();
        using var loader = new Loader<float>(set, Options with { Masks = false, Classes = null, KeepSources = false });
        var heard = new Heard();
        Trace.Listeners.Add(heard);
        try
        {
            Use(loader);
            for (int round = 0; round < 3; round++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
            Assert.DoesNotContain(heard.Lines, line => line.Contains("Cutwork", StringComparison.Ordinal));
            Assert.Equal(0, loader.BatchesInUse);
        }
        finally
        {
            Trace.Listeners.Remove(heard);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Use(Loader<float> loader)
    {
        foreach (LoadedBatch<float> batch in loader.Epoch(0))
            batch.Dispose();
        foreach (LoadedBatch<float> batch in loader.Epoch(1))
            batch.TakeImages().Dispose();
        foreach (LoadedBatch<float> batch in loader.Epoch(2))
        {
            batch.Dispose();
            break;
        }
    }
}
