namespace Cutwork.Loading.Tests;

/// <summary>Epochs that end when the test is stopped.</summary>
internal static class Reading
{
    public static IEnumerable<LoadedBatch<T>> Epoch<T>(this Loader<T> loader, int epoch, int fromStep = 0)
        where T : unmanaged => loader.Read(epoch, fromStep, TestContext.Current.CancellationToken);

    public static IAsyncEnumerable<LoadedBatch<T>> EpochAsync<T>(this Loader<T> loader, int epoch)
        where T : unmanaged => loader.ReadAsync(epoch, 0, TestContext.Current.CancellationToken);
}
