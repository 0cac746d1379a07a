using System.Runtime.InteropServices;

namespace Cutwork.Imaging;

/// <summary>One decompressor, destroyed when it is disposed or forgotten.</summary>
internal sealed class TurboHandle : SafeHandle
{
    private readonly TurboApi api;

    public TurboHandle(TurboApi api)
        : base(0, ownsHandle: true)
    {
        this.api = api;
        SetHandle(api.Create());
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>What the functions take, while this is held.</summary>
    public nint Value => handle;

    protected override bool ReleaseHandle()
    {
        api.Destroy(handle);
        return true;
    }
}
