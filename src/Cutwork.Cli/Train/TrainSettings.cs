using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cutwork.Imaging;
using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>All that decides a training, the recipe aside: settings.json of its folder.</summary>
internal sealed record TrainSettings
{
    private const int MostThreads = 4096;
    private const long LongestFile = 64 << 20; // it lists classes

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    };

    public required string Source { get; init; }
    public required string Model { get; init; }
    public required int Epochs { get; init; }
    public required int Batch { get; init; }
    public required double LearningRate { get; init; }
    public required LearningRate Schedule { get; init; }
    public required double WeightDecay { get; init; }
    public required double LabelSmoothing { get; init; }
    public required double? Averaging { get; init; }
    public required Precision Precision { get; init; }
    public required ulong Seed { get; init; }
    public required int? Limit { get; init; }
    public required string? Size { get; init; }
    public required string Device { get; init; }

    /// <summary>Of libtorch: what it computes with one number of them is not to the bit what it computes with another.</summary>
    public required int Threads { get; init; }
    public OnError OnError { get; init; }
    public int MostMegapixels { get; init; } = SourceLimits.DefaultMegapixels;

    /// <summary>What is trained on, as it was; null of what an older version began.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SetRecord? Data { get; init; }

    /// <summary>What is tested on, where that is another set.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SetRecord? TestData { get; init; }

    /// <summary>Opens what is trained on and tested on.</summary>
    public TrainData OpenData(SourceLimits limits, Terminal terminal) =>
        TrainData.Open(
            Source,
            Limit,
            Size is null ? null : Cutwork.Size.Parse(Size),
            MostMegapixels,
            OnError,
            limits,
            terminal
        );

    /// <summary>These settings with a record of the data.</summary>
    public TrainSettings On(TrainData data) =>
        this with
        {
            Data = SetRecord.Of(data.Train, Source),
            TestData = ReferenceEquals(data.Train, data.Test) ? null : SetRecord.Of(data.Test, Source),
        };

    /// <summary>What is not as it was when the training was begun, as a sentence's part; null where all is.</summary>
    /// <param name="now">These settings with a record of today's data.</param>
    public string? Change(TrainSettings now)
    {
        if (Data!.Change(now.Data!) is { } change)
            return change;
        if (TestData is null != now.TestData is null)
            return TestData is null ? "it has a test part now, and had none" : "it had a test part, and has none now";
        return TestData?.Change(now.TestData!) is { } tested ? $"in its test part, {tested}" : null;
    }

    public string ToJson() => JsonSerializer.Serialize(this, Form) + "\n";

    public static TrainSettings Read(string path)
    {
        if (new FileInfo(path).Length > LongestFile || UnixEntry.Of(path) is { IsPlain: false })
            throw Damaged(path, "the file is no settings.json, or much longer than one");
        try
        {
            TrainSettings settings =
                JsonSerializer.Deserialize<TrainSettings>(File.ReadAllText(path), Form)
                ?? throw new JsonException("it is null");
            return settings.Flaw() is { } flaw ? throw new JsonException(flaw) : settings;
        }
        catch (JsonException error)
        {
            // .NET's own words are about its types.
            throw Damaged(
                path,
                error.Path is null or "$"
                    ? error.Message
                    : $"its {error.Path.TrimStart('$', '.')}, line {error.LineNumber + 1}, can't be that"
            );
        }
    }

    private static Failure Damaged(string path, string reason) =>
        new(
            $"{SafeName.Show(path)}: these are no settings of a training ({SafeName.Show(reason.TrimEnd('.'))}). Put the file back as it was, or begin a new training with --out."
        );

    // What the command line refuses cannot be in them.
    private string? Flaw()
    {
        foreach (
            (string name, double value, double least, double most) in (ReadOnlySpan<(string, double, double, double)>)
                [
                    ("epochs", Epochs, 1, int.MaxValue),
                    ("batch", Batch, 1, int.MaxValue),
                    ("learningRate", LearningRate, double.Epsilon, float.MaxValue),
                    ("weightDecay", WeightDecay, 0, 1),
                    ("labelSmoothing", LabelSmoothing, 0, 1),
                    ("averaging", Averaging ?? 1, double.Epsilon, 1),
                    ("limit", Limit ?? 1, 1, int.MaxValue),
                    ("threads", Threads, 1, MostThreads),
                    ("mostMegapixels", MostMegapixels, 1, int.MaxValue),
                    ("data.count", Data?.Count ?? 1, 1, int.MaxValue),
                    ("testData.count", TestData?.Count ?? 1, 1, int.MaxValue),
                ]
        )
            if (!(value >= least && value <= most))
                return string.Create(CultureInfo.InvariantCulture, $"{name} is {value}, which cannot be");
        if (Architecture.All.All(architecture => architecture.Name != Model))
            return $"there is no model {Model}";
        if (!Enum.IsDefined(Schedule) || !Enum.IsDefined(Precision) || !Enum.IsDefined(OnError))
            return "schedule, precision or onError is a number without a name";
        if (Source.Length == 0)
            return "source is empty";
        if (!DeviceOption.IsName(Device))
            return $"there is no device {Device}";
        if (Data?.Classes.Contains(null!) == true || TestData?.Classes.Contains(null!) == true)
            return "a class of its data is null";
        try
        {
            _ = Size is null ? default : Cutwork.Size.Parse(Size);
            return null;
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }
}
