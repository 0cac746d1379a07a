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

/// <summary>All that decides what is written; two runs with equal settings write equal bytes.</summary>
internal sealed record AugmentSettings
{
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
    public int MostMegapixels { get; init; } = SourceLimits.DefaultMegapixels;

    /// <summary>What the command line would refuse; null where all of it is possible.</summary>
    public string? WhyImpossible() =>
        string.IsNullOrWhiteSpace(Source) ? "\"source\" is empty."
        : Epoch < 0 || Copies < 1 || Copies - 1 > int.MaxValue - Epoch
            ? $"Copies are drawn as epochs {Epoch} to {Epoch + (long)Copies - 1} (--epoch, --copies), but epochs end at {int.MaxValue}."
        : Batch is < 1 or > Numbers.MostBatch ? $"A batch has 1 to {Numbers.MostBatch} images, not {Batch}."
        : Limit < 1 ? $"A limit is at least 1 sample, not {Limit}."
        : MostMegapixels is < 1 or > SourceLimits.LargestMegapixels
            ? $"The most megapixels are from 1 to {SourceLimits.LargestMegapixels}, not {MostMegapixels}."
        : !Enum.IsDefined(Format) || !Enum.IsDefined(Encode) || !Enum.IsDefined(OnError)
            ? "\"format\", \"encode\" or \"onError\" is none of the known ones."
        : null;

    /// <summary>The size asked for; null takes the first picture's.</summary>
    [JsonIgnore]
    public Size? Size { get; init; }

    /// <summary>How many threads work; nothing that is written depends on it.</summary>
    [JsonIgnore]
    public int Workers { get; init; } = 1;
}
