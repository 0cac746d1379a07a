using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Cutwork.Imaging;

/// <summary>What a label member says: an index, a class name, or why neither.</summary>
internal readonly record struct ShardLabel(int Index, string? Name, string? Damage)
{
    // A .cls holds a number; a .json may describe a picture at length.
    private const int LongestNumber = 64;
    private const int LongestJson = 1 << 20;

    /// <summary>Reads <c>name.cls</c> (an index as text) or <c>name.json</c> ("label", "class" or "cls", index or name).</summary>
    public static ShardLabel Read(Shard shard, TarMember member)
    {
        bool json = member.Id.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        int longest = json ? LongestJson : LongestNumber;
        if (member.Damage is not null)
            return Bad(member, member.Damage);
        if (member.Size > longest)
            return Bad(member, $"it holds {member.Size} bytes, and a label has at most {longest}");
        byte[] bytes = shard.Read(member.Data, (int)member.Size);
        return json ? FromJson(bytes, member) : FromText(Encoding.UTF8.GetString(bytes), member);
    }

    private static ShardLabel FromText(string text, TarMember member) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? new ShardLabel(index, null, null)
            : Bad(
                member,
                $"\"{SafeName.Show(text.Trim())}\" is not a class index (a whole number from 0); a name goes into a .json, as {{\"label\": \"dog\"}}"
            );

    private static ShardLabel FromJson(byte[] bytes, TarMember member)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                foreach (string key in (ReadOnlySpan<string>)["label", "class", "cls"])
                    if (document.RootElement.TryGetProperty(key, out JsonElement value))
                        return FromValue(value, key, member);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return Bad(member, "it is not valid JSON");
        }
        return Bad(member, "it is not a JSON object with \"label\", \"class\" or \"cls\"");
    }

    private static ShardLabel FromValue(JsonElement value, string key, TarMember member)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int index) && index >= 0)
            return new ShardLabel(index, null, null);
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 0 } name)
            return Bad(member, $"its \"{key}\" is neither a class index (a whole number from 0) nor a class name");
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out index)
            ? new ShardLabel(index, null, null)
            : new ShardLabel(0, name, null);
    }

    private static ShardLabel Bad(TarMember member, string why) =>
        new(
            0,
            null,
            $"its label, member \"{SafeName.Show(member.Name)}\" at byte {member.Header}, cannot be used: {why}"
        );
}
