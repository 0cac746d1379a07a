using System.Text.Json;

namespace Cutwork;

public sealed partial class Plan
{
    /// <summary>The version of the JSON that <see cref="ToJson"/> writes.</summary>
    public const int JsonFormat = 1;

    /// <summary>The plan as one line of JSON; <see cref="FromJson"/> reads back an equal plan.</summary>
    public string ToJson() => JsonSerializer.Serialize(PlanDocument.Of(this), PlanJsonContext.Default.PlanDocument);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">Not such JSON, of a newer version, or not a possible plan; the message says where.</exception>
    public static Plan FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            PlanDocument document =
                JsonSerializer.Deserialize(json, PlanJsonContext.Default.PlanDocument)
                ?? throw new FormatException("The plan is null.");
            if (document.Format != JsonFormat)
                throw new FormatException(
                    $"$.format: the plan has format {document.Format}; this version of Cutwork reads {JsonFormat}."
                );
            return document.ToPlan();
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The plan is not readable: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"The plan is not possible: {exception.Message}", exception);
        }
    }
}
