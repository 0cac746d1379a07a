using Cutwork.Studies;
using TorchSharp;

namespace Cutwork.Cli;

/// <summary>What the user asked of a study; what is left out, the study decides.</summary>
internal sealed record StudyChoices
{
    public required string Data { get; init; }
    public required bool IsFull { get; init; }
    public required int Seeds { get; init; }
    public required ulong FirstSeed { get; init; }
    public required bool Framed { get; init; }
    public required Precision Precision { get; init; }
    public string? Model { get; init; }
    public int? Images { get; init; }
    public int? Epochs { get; init; }
    public Size? Size { get; init; }
    public int Workers { get; init; } = 1;

    /// <summary>Where networks are computed; null for the processor.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>Runs side by side.</summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>Of libtorch, for each run.</summary>
    public required int Threads { get; init; }

    /// <summary>How many images are trained on; null for all.</summary>
    public int? MostImages => Images ?? (IsFull ? null : 5000);
}
