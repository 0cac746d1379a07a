using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cutwork.Bench;

/// <summary>One measured number, with the bound that it has to keep, if any.</summary>
internal sealed record Figure(string Name, int Threads, double Value, string Unit)
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What is measured against what, in a few words.</summary>
    public string Note { get; init; } = "";

    public double? AtLeast { get; init; }

    public double? AtMost { get; init; }

    /// <summary>Of the value.</summary>
    public Spread? Spread { get; init; }

    /// <summary>The operation's time: median.</summary>
    public double? Milliseconds { get; init; }

    /// <summary>The operation's time: the shortest.</summary>
    public double? LeastMilliseconds { get; init; }

    /// <summary>The time of what it is measured against: median.</summary>
    public double? AgainstMilliseconds { get; init; }

    /// <summary>Null where there is no bound.</summary>
    public bool? Passes =>
        AtLeast is null && AtMost is null ? null : Value >= (AtLeast ?? Value) && Value <= (AtMost ?? Value);

    /// <summary>One line; the name's key says what the line is.</summary>
    public string ToJson(string nameKey)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString(nameKey, Name);
            json.WriteNumber("value", Round(Value));
            json.WriteString("unit", Unit);
            Write(json, "at_least", AtLeast);
            Write(json, "at_most", AtMost);
            if (Passes is { } passes)
                json.WriteBoolean("pass", passes);
            json.WriteNumber("threads", Threads);
            if (Spread is { } spread)
            {
                json.WriteStartObject("spread");
                json.WriteNumber("least", Round(spread.Least));
                json.WriteNumber("lower_quartile", Round(spread.LowerQuartile));
                json.WriteNumber("upper_quartile", Round(spread.UpperQuartile));
                json.WriteNumber("most", Round(spread.Most));
                json.WriteEndObject();
            }
            Write(json, "ms", Milliseconds);
            Write(json, "least_ms", LeastMilliseconds);
            Write(json, "against_ms", AgainstMilliseconds);
            if (Note.Length > 0)
                json.WriteString("note", Note);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, Round(number));
    }

    /// <summary>Five digits: more would only be noise.</summary>
    private static double Round(double value) =>
        value == 0 || !double.IsFinite(value)
            ? 0
            : Math.Round(value, Math.Clamp(4 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 15));
}
