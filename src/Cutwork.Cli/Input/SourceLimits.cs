using System.CommandLine;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>How large a source's files may be before they are refused as bombs; nothing that is written depends on it.</summary>
/// <param name="FileMegabytes">Of one image file.</param>
/// <param name="InflatedMegabytes">That one gzipped file may inflate to; null for 64 times its size.</param>
/// <param name="Scans">Passes over the whole picture that a JPEG file may have.</param>
internal sealed record SourceLimits(int FileMegabytes, int? InflatedMegabytes, int Scans)
{
    /// <summary>The pixels of a picture in millions, where nothing else is said.</summary>
    public const int DefaultMegapixels = 100;

    /// <summary>Three bytes each fill the longest array.</summary>
    public const int LargestMegapixels = 715;

    private const int DefaultFile = 512;
    private static readonly int DefaultScans = new DecodeOptions().MaximumScans;

    public static SourceLimits Default { get; } = new(DefaultFile, null, DefaultScans);

    /// <summary>The options, for a verb that reads a source.</summary>
    internal sealed class Options
    {
        private readonly Option<int> file = Numbers.From(
            "--most-file",
            1,
            DefaultFile,
            "MiB of an image file; a larger one is refused.",
            "MB"
        );

        private readonly Option<int?> inflated = Numbers.OrNone(
            "--most-inflated",
            1,
            "MiB that a gzipped file may inflate to; default: 64 times its size, at least 256.",
            "MB"
        );

        private readonly Option<int> scans = Numbers.From(
            "--most-scans",
            1,
            DefaultScans,
            "Scans (passes over the whole picture) of a JPEG file; one of more is refused.",
            "N"
        );

        public Option[] All => [file, inflated, scans];

        public SourceLimits Of(ParseResult parsed) =>
            new(parsed.GetValue(file), parsed.GetValue(inflated), parsed.GetValue(scans));
    }

    public DataSetOptions ApplyTo(DataSetOptions options) =>
        options with
        {
            Decode = options.Decode with { MaximumFileBytes = (long)FileMegabytes << 20, MaximumScans = Scans },
            MaximumInflatedBytes = (long?)InflatedMegabytes << 20,
        };
}
