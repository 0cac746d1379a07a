using System.Text.Json.Serialization;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>How outputs are laid out.</summary>
internal enum OutputFormat
{
    /// <summary>One file per picture, below images/.</summary>
    Folder,

    /// <summary>Tar shards of 1,000 samples, in WebDataset's style.</summary>
    Tar,
}

/// <summary>What becomes of an input that can't be read.</summary>
internal enum OnError
{
    Stop,
    Skip,
}

/// <summary>All that decides what is written; two runs with equal settings write equal bytes.</summary>
internal sealed record AugmentSettings
{
    public const int DefaultMegapixels = 100;

    public required string Source { get; init; }
    public required ulong Seed { get; init; }
    public required int Epoch { get; init; }
    public int Copies { get; init; } = 1;
    public int Batch { get; init; } = 64;
    public int? Limit { get; init; }
    public OutputFormat Format { get; init; }
    public PictureFormat Encode { get; init; }
    public OnError OnError { get; init; }

    /// <summary>The most pixels of one input, in millions; a larger one is refused from its header.</summary>
    public int MostMegapixels { get; init; } = DefaultMegapixels;

    /// <summary>The size asked for; null takes the first picture's.</summary>
    [JsonIgnore]
    public Size? Size { get; init; }

    /// <summary>How many threads work; nothing that is written depends on it.</summary>
    [JsonIgnore]
    public int Workers { get; init; } = 1;
}
