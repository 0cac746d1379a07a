namespace Cutwork.Cli;

/// <summary>How pictures of other proportions are brought to a size.</summary>
internal enum Fit
{
    /// <summary>All of it, stretched.</summary>
    Stretch,

    /// <summary>The largest centered part with the size's proportions.</summary>
    Crop,

    /// <summary>All of it in its own proportions, just covering the size; smaller ones stay as they are.</summary>
    Shorter,
}
