using System.CommandLine;
using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>The option --precision.</summary>
internal static class PrecisionOption
{
    public static Option<string> Create()
    {
        Option<string> precision = new("--precision")
        {
            Description =
                "bf16 is several times as fast on processors that have it, and far slower on others; default: whichever is faster here.",
            DefaultValueFactory = _ => ProcessorPrecision.Fastest == Precision.BF16 ? "bf16" : "f32",
        };
        precision.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "f32", "bf16");
        return precision;
    }

    public static Precision Of(ParseResult parsed, Option<string> option) =>
        Enum.Parse<Precision>(parsed.GetRequiredValue(option), ignoreCase: true);
}
