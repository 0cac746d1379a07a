namespace Cutwork.Loading;

/// <summary>How a picture comes to the size of a batch.</summary>
public enum Framing
{
    /// <summary>It has that size; another one is an error.</summary>
    Exact,

    /// <summary>Resized so that it covers the size, its proportions kept, and cut at the center: the usual way of evaluation.</summary>
    CenterCrop,

    /// <summary>Resized to that size, stretched where the proportions differ.</summary>
    Stretch,
}
