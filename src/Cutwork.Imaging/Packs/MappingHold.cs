namespace Cutwork.Imaging;

/// <summary>One holder of a mapping, let go once.</summary>
internal sealed class MappingHold : IDisposable
{
    private Mapping? mapping;

    public MappingHold(Mapping mapping)
    {
        mapping.Hold();
        this.mapping = mapping;
    }

    public void Dispose() => Interlocked.Exchange(ref mapping, null)?.Release();
}
