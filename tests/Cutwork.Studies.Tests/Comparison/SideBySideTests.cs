namespace Cutwork.Studies.Tests.Comparison;

public sealed class SideBySideTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void As_many_threads_work_as_were_asked_for_and_all_have_ended()
    {
        using var together = new Barrier(3); // would wait for ever with fewer
        int ended = 0;
        SideBySide.Run(
            3,
            stop =>
            {
                together.SignalAndWait(stop);
                Interlocked.Increment(ref ended);
            },
            Stop
        );
        Assert.Equal(3, ended);
        SideBySide.Run(0, _ => Assert.Fail("nothing was asked for"), Stop);
    }

    [Fact]
    public void The_first_that_fails_ends_the_others_and_is_what_is_thrown()
    {
        int lanes = 0;
        InvalidDataException error = Assert.Throws<InvalidDataException>(() =>
            SideBySide.Run(
                2,
                stop =>
                {
                    if (Interlocked.Increment(ref lanes) == 1)
                        throw new InvalidDataException("the first");
                    stop.WaitHandle.WaitOne();
                    stop.ThrowIfCancellationRequested();
                },
                Stop
            )
        );
        Assert.Equal("the first", error.Message);
    }

    [Fact]
    public void Canceled_from_outside_it_says_so()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            SideBySide.Run(
                2,
                stop =>
                {
                    source.Cancel();
                    stop.WaitHandle.WaitOne();
                    stop.ThrowIfCancellationRequested();
                },
                source.Token
            )
        );
        Assert.ThrowsAny<OperationCanceledException>(() =>
            SideBySide.Run(1, _ => Assert.Fail("it began"), source.Token)
        );
    }
}
