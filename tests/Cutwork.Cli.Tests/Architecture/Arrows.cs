namespace Cutwork.Cli.Tests.Architecture;

/// <summary>Which folder of a package may name which other's symbols. A row names rows above it alone, so there is no cycle.</summary>
/// <remarks>The root folder is "". What is not said here is not allowed; docs/design.md says the same in sentences.</remarks>
internal static class Arrows
{
    /// <summary>What every verb may see, and no verb but through it another one.</summary>
    private static readonly string[] Shared = ["Console", "Files", "Input", "Records", "Output", "Batches"];

    private static readonly string[] Formats = ["Errors", "Files", "Pictures", "DataSets"];

    public static readonly Dictionary<string, (string Folder, string[] Reaches)[]> Of = new()
    {
        ["Cutwork"] =
        [
            ("", []),
            ("Geometry", []),
            ("Memory", ["Geometry"]),
            ("Randomness", ["Geometry"]),
            ("Plans", ["Geometry", "Randomness"]),
            ("Seen", ["Geometry", "Plans"]),
            ("Targets", ["Geometry", "Plans", "Seen"]),
            ("Policies", ["", "Geometry", "Randomness", "Plans", "Seen"]),
            ("Kernels", ["Geometry", "Randomness"]), // of Randomness, Philox alone, for noise: held by a test of its own
            ("Pixels", ["Geometry", "Plans", "Kernels"]),
            ("Engine", ["Geometry", "Plans", "Seen", "Kernels", "Pixels"]),
            ("Apply", ["Geometry", "Plans", "Targets", "Pixels", "Engine"]),
        ],
        ["Cutwork.Imaging"] =
        [
            ("Errors", []),
            ("Files", ["Errors"]),
            ("Orientation", []),
            ("Resampling", []),
            ("Jpeg", ["Orientation"]),
            ("Pictures", ["Errors", "Files", "Orientation", "Resampling", "Jpeg"]),
            ("Sheets", ["Pictures"]),
            ("DataSets", ["Errors", "Files", "Pictures"]),
            ("Download", ["Errors", "Files"]),
            ("Folders", Formats),
            ("Tar", Formats),
            ("Idx", Formats),
            ("Cifar", [.. Formats, "Download"]),
            ("Packs", Formats),
            ("Shapes", Formats),
            ("OtherKinds", Formats),
            ("Opening", [.. Formats, "Download", "Folders", "Tar", "Idx", "Cifar", "Packs", "Shapes", "OtherKinds"]),
        ],
        ["Cutwork.Loading"] = [("Sets", []), ("Order", ["Sets"]), ("Batches", ["Sets", "Order"])],
        ["Cutwork.TorchSharp"] =
        [
            ("Tensors", []),
            ("Targets", ["Tensors"]),
            ("Losses", ["Tensors", "Targets"]),
            ("Metrics", ["Tensors", "Targets", "Losses"]),
            ("Modules", ["Tensors"]),
        ],
        ["Cutwork.Studies"] =
        [
            ("Files", []),
            ("Models", []),
            ("Training", ["Files", "Models"]),
            ("Comparison", ["Files", "Training"]),
        ],
        ["Cutwork.Cli"] =
        [
            ("Console", []),
            ("Files", []),
            ("Machine", []),
            ("Measure", []),
            ("Input", ["Console", "Files"]),
            ("Records", ["Console", "Input"]),
            ("Output", ["Console", "Files", "Input", "Records"]),
            ("Batches", ["Console", "Input", "Records", "Output"]),
            ("Reports", ["Console"]),
            ("Learning", ["Console", "Input", "Machine"]),
            ("Augment", Shared),
            ("Preview", Shared),
            ("Explain", Shared),
            ("Describe", Shared),
            ("Presets", Shared),
            ("Data", Shared),
            ("Pack", Shared),
            ("Bench", [.. Shared, "Machine", "Measure"]),
            ("Train", [.. Shared, "Reports", "Learning"]),
            ("Study", [.. Shared, "Reports", "Learning"]),
            (
                "",
                [
                    "Console",
                    "Augment",
                    "Preview",
                    "Explain",
                    "Describe",
                    "Presets",
                    "Data",
                    "Pack",
                    "Bench",
                    "Train",
                    "Study",
                ]
            ),
        ],
    };

    /// <summary>A package's references: other packages, and libraries of others.</summary>
    public static readonly Dictionary<string, (string[] Packages, string[] Libraries)> OfPackages = new()
    {
        ["Cutwork"] = ([], []),
        ["Cutwork.Imaging"] = (["Cutwork"], ["SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies"]),
        ["Cutwork.Loading"] = (["Cutwork.Imaging"], []),
        ["Cutwork.TorchSharp"] = (["Cutwork"], ["TorchSharp"]),
        ["Cutwork.Studies"] = (["Cutwork.Loading", "Cutwork.TorchSharp"], []),
        ["Cutwork.Cli"] = (["Cutwork.Studies"], ["ScottPlot", "Spectre.Console", "System.CommandLine"]),
    };
}
