using System.Text.Json.Nodes;

namespace Cutwork.Tests.Reference;

/// <summary>A JSON document with one thing wrong in it, everywhere, in every way.</summary>
internal static class JsonMutations
{
    // As they are written, since several are no values of a document's own model.
    private static readonly string[] Values =
    [
        "null",
        "true",
        "0",
        "-1",
        "0.5",
        "-0.0",
        "1e-320",
        "1e308",
        "1e999",
        "-1e999",
        "2147483647",
        "-2147483648",
        "2147483648",
        "9223372036854775807",
        "18446744073709551615",
        "99999999999999999999999999",
        "\"\"",
        "\"NaN\"",
        "\"\\u001b[31m\\u202e\"",
        "\"\\ud800\"",
        "\"\\udc00x\"",
        "[]",
        "[null]",
        "[[]]",
        "[1,2,3,4,5]",
        "{}",
        "{\"\\ud800\":1}",
        "{\"a\":null}",
    ];

    /// <summary>All of them: each value replaced by each other, each property and element left out, doubled, or renamed.</summary>
    public static IEnumerable<string> Of(string json)
    {
        const string mark = "mutated-here";
        string Parsed(Action<JsonNode> change)
        {
            JsonNode root = JsonNode.Parse(json)!;
            change(root);
            return root.ToJsonString();
        }

        foreach (string value in Values)
            yield return value;
        int count = Places(JsonNode.Parse(json)!).Count();
        for (int place = 0; place < count; place++)
        {
            int at = place;
            string marked = Parsed(root => Replace(Places(root).ElementAt(at), mark));
            foreach (string value in Values)
                yield return marked.Replace($"\"{mark}\"", value, StringComparison.Ordinal);
            string own = Places(JsonNode.Parse(json)!).ElementAt(at) is (JsonObject parent, string name, _)
                ? parent[name]?.ToJsonString() ?? "null"
                : "0";
            foreach (string noise in (string[])["// a comment\n", "/* one */", ",", "", "{", "]"])
                yield return marked.Replace($"\"{mark}\"", noise + own, StringComparison.Ordinal);
            yield return marked.Replace($"\"{mark}\"", own + ",", StringComparison.Ordinal);
            yield return Parsed(root => Remove(Places(root).ElementAt(at)));
            if (Places(JsonNode.Parse(json)!).ElementAt(at) is (JsonObject, string key, _))
            {
                yield return marked.Replace($"\"{mark}\"", $"{own},\"{key}\":{own}", StringComparison.Ordinal);
                yield return marked.Replace($"\"{mark}\"", $"{own},\"unknown\":1", StringComparison.Ordinal);
            }
        }
        for (int end = 0; end < json.Length; end += Math.Max(1, json.Length / 60))
            yield return json[..end];
        yield return "\ud800" + json;
        yield return json + json;
        yield return string.Concat(Enumerable.Repeat("[", 5000));
        yield return string.Concat(Enumerable.Repeat("{\"policies\":[", 200)) + "1";
    }

    private static IEnumerable<(JsonNode Parent, string Name, int Index)> Places(JsonNode node)
    {
        if (node is JsonObject properties)
            foreach ((string name, JsonNode? value) in properties.ToArray())
            {
                yield return (properties, name, -1);
                if (value is not null)
                    foreach (var place in Places(value))
                        yield return place;
            }
        else if (node is JsonArray items)
            for (int i = 0; i < items.Count; i++)
            {
                yield return (items, "", i);
                if (items[i] is { } value)
                    foreach (var place in Places(value))
                        yield return place;
            }
    }

    private static void Replace((JsonNode Parent, string Name, int Index) place, string value)
    {
        if (place.Parent is JsonObject properties)
            properties[place.Name] = value;
        else
            place.Parent.AsArray()[place.Index] = value;
    }

    private static void Remove((JsonNode Parent, string Name, int Index) place)
    {
        if (place.Parent is JsonObject properties)
            properties.Remove(place.Name);
        else
            place.Parent.AsArray().RemoveAt(place.Index);
    }
}
