namespace Cutwork;

/// <summary>What an image's own blends are taken for.</summary>
internal enum Blends
{
    /// <summary>Both images, with their weights.</summary>
    Both,

    /// <summary>The image alone: as if it were not blended.</summary>
    Own,

    /// <summary>The partner alone: as if it were pasted.</summary>
    Partner,
}
