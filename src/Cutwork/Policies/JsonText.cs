using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Cutwork;

/// <summary>What recipes and schedules share in reading JSON: errors that begin with the path.</summary>
internal static class JsonText
{
    public static JsonDocument Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(
                json,
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
        }
        catch (JsonException exception)
        {
            throw new RecipeException(
                "$",
                $"line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1} is not JSON: {FirstSentence(exception.Message)}",
                exception
            );
        }
        catch (ArgumentException exception)
        {
            throw new RecipeException("$", "the text is not Unicode: half of a surrogate pair is missing.", exception);
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new RecipeException(
                    "$",
                    "a recipe is an object, as in {\"format\": 1, \"policies\": [{\"policy\": \"cutmix\"}]}."
                );
            CheckValues(document.RootElement, "$");
            return WithoutComments(document.RootElement);
        }
    }

    // What is left of them would be in the text of each value.
    private static JsonDocument WithoutComments(JsonElement root)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
            root.WriteTo(writer);
        return JsonDocument.Parse(bytes.WrittenMemory);
    }

    /// <summary>Refuses what JSON can write and nothing can hold: half of a surrogate pair, a number beyond all numbers.</summary>
    private static void CheckValues(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                    CheckValues(property.Value, $"{path}.{NameOf(property, path)}");
                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                    CheckValues(item, $"{path}[{index++}]");
                break;
            case JsonValueKind.String:
                TextOf(element.GetString, path);
                break;
            case JsonValueKind.Number when !element.TryGetDouble(out double number) || !double.IsFinite(number):
                throw new RecipeException(path, $"the number {element.GetRawText()} is too large.");
        }
    }

    private static string NameOf(JsonProperty property, string path) => TextOf(() => property.Name, path);

    private static string TextOf(Func<string?> read, string path)
    {
        try
        {
            return read()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new RecipeException(
                path,
                "a text in it is not Unicode: half of a surrogate pair is missing.",
                exception
            );
        }
    }

    public static void CheckFormat(JsonElement root, int known)
    {
        if (!root.TryGetProperty("format", out JsonElement format))
            return;
        if (format.ValueKind != JsonValueKind.Number || !format.TryGetInt32(out int version) || version != known)
            throw new RecipeException(
                "$.format",
                $"it is {format.GetRawText()}; this version of Cutwork reads {known}."
            );
    }

    public static void CheckProperties(JsonElement element, string path, string[] known)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new RecipeException(path, $"it needs an object with {string.Join(", ", known)}.");
        var seen = new HashSet<string>();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
                throw new RecipeException(
                    $"{path}.{property.Name}",
                    $"there is no property \"{property.Name}\"{Nearest.Hint(property.Name, known)}; known are {string.Join(", ", known)}."
                );
            if (!seen.Add(property.Name))
                throw new RecipeException($"{path}.{property.Name}", "it is given twice.");
        }
    }

    /// <summary>A value of the wrong kind, or one that a converter refused.</summary>
    public static RecipeException Explain(JsonException exception, string path, JsonObject given, JsonTypeInfo type)
    {
        string inner = exception.Path is { Length: > 1 } found ? found[1..] : "";
        string name = inner.TrimStart('.').Split('.', '[')[0];
        string reason = FirstSentence(exception.Message);
        if (
            reason.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            && given[name] is { } value
        )
            reason = $"{value.ToJsonString()} does not fit; {Expected(type, name)} is needed.";
        return new RecipeException(path + inner, reason, exception);
    }

    /// <summary>A value that a guard of the policy refused.</summary>
    public static RecipeException Explain(ArgumentException exception, string path, JsonObject given)
    {
        string name = JsonNamingPolicy.CamelCase.ConvertName(exception.ParamName ?? "");
        string value = given[name]?.ToJsonString() is { } text ? $" {text} was given." : "";
        return new RecipeException(
            name.Length > 0 ? $"{path}.{name}" : path,
            FirstSentence(exception.Message) + value,
            exception
        );
    }

    private static string Expected(JsonTypeInfo type, string name)
    {
        Type? property = type.Properties.FirstOrDefault(candidate => candidate.Name == name)?.PropertyType;
        property = property is null ? null : Nullable.GetUnderlyingType(property) ?? property;
        return property switch
        {
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(property))}",
            not null when property == typeof(double) => "a number",
            not null when property == typeof(int) => "a whole number",
            not null when property == typeof(Interval) => "a range [low, high]",
            not null when property == typeof(CountRange) => "a count, or [least, most]",
            not null when property == typeof(Length) => "a length such as \"16px\" or \"50%\"",
            _ => "another kind of value",
        };
    }

    /// <summary>Without what the framework appends: the path, which is given in front, and the parameter.</summary>
    private static string FirstSentence(string message)
    {
        foreach (string tail in (string[])[" Path: $", " (Parameter '", " LineNumber:", "\nActual value"])
            if (message.IndexOf(tail, StringComparison.Ordinal) is > 0 and var cut)
                message = message[..cut];
        return message.TrimEnd();
    }
}
