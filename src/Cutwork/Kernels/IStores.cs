namespace Cutwork;

/// <summary>Which way a loop's stores go.</summary>
internal interface IStores
{
    /// <summary>True where whole aligned vectors go past the caches.</summary>
    static abstract bool Stream { get; }
}

/// <summary>Through the caches, to any address.</summary>
internal readonly struct CachedStores : IStores
{
    public static bool Stream => false;
}

/// <summary>Past the caches, to whole lines.</summary>
internal readonly struct StreamedStores : IStores
{
    public static bool Stream => true;
}
