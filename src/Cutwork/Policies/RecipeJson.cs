using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Cutwork;

/// <summary>
/// Recipes as JSON. Reading goes policy by policy over the defaults of each, so that what is left out keeps its default and
/// every error has a path.
/// </summary>
internal static class RecipeJson
{
    public const int Format = 1;

    private static readonly (Policy Default, JsonTypeInfo Type)[] Known =
    [
        (new Cutout(), RecipeJsonContext.Default.Cutout),
        (new RandomErasing(), RecipeJsonContext.Default.RandomErasing),
        (new Mixup(), RecipeJsonContext.Default.Mixup),
        (new CutMix(), RecipeJsonContext.Default.CutMix),
        (new Choice(new Cutout()), RecipeJsonContext.Default.Choice),
        (new RandomResizedCrop(), RecipeJsonContext.Default.RandomResizedCrop),
        (new CenterCrop(), RecipeJsonContext.Default.CenterCrop),
        (new PadCrop(), RecipeJsonContext.Default.PadCrop),
        (new Flip(), RecipeJsonContext.Default.Flip),
    ];

    public static string Write(Recipe recipe)
    {
        var document = new JsonObject { ["format"] = Format, ["policies"] = WritePolicies(recipe) };
        return document.ToJsonString(RecipeJsonContext.Default.Options);
    }

    public static JsonArray WritePolicies(Recipe recipe)
    {
        var policies = new JsonArray();
        foreach (Policy policy in recipe.Policies)
        {
            if (!Known.Any(known => known.Default.GetType() == policy.GetType()))
                throw new RecipeException(
                    $"$.policies[{policies.Count}]",
                    $"{policy.GetType().Name} is a policy of your own; only Cutwork's policies have a JSON form."
                );
            policies.Add(JsonSerializer.SerializeToNode(policy, RecipeJsonContext.Default.Policy));
        }
        return policies;
    }

    public static Recipe Read(string json)
    {
        using JsonDocument document = JsonText.Parse(json);
        JsonText.CheckProperties(document.RootElement, "$", ["format", "policies"]);
        JsonText.CheckFormat(document.RootElement, Format);
        return ReadRecipe(document.RootElement, "$");
    }

    /// <summary>The recipe of an object that has "policies".</summary>
    public static Recipe ReadRecipe(JsonElement element, string path)
    {
        if (!element.TryGetProperty("policies", out JsonElement policies) || policies.ValueKind != JsonValueKind.Array)
            throw new RecipeException(path, "a recipe needs a list \"policies\"; [] leaves every image as it is.");
        try
        {
            return new Recipe(ReadPolicies(policies, $"{path}.policies"));
        }
        catch (RecipeException exception)
            when (path != "$" && exception.Path.StartsWith("$.policies", StringComparison.Ordinal))
        {
            throw new RecipeException(path + exception.Path[1..], exception.Reason, exception);
        }
    }

    private static Policy[] ReadPolicies(JsonElement policies, string path) =>
        [.. policies.EnumerateArray().Select((item, index) => ReadPolicy(item, $"{path}[{index}]"))];

    private static Policy ReadPolicy(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new RecipeException(path, "a policy is an object, as in {\"policy\": \"cutmix\", \"alpha\": 1}.");
        string[] names = [.. Known.Select(known => known.Default.Name)];
        if (!element.TryGetProperty("policy", out JsonElement tag) || tag.ValueKind != JsonValueKind.String)
            throw new RecipeException(path, $"it needs \"policy\", one of {string.Join(", ", names)}.");
        string name = tag.GetString()!;
        (Policy fallback, JsonTypeInfo type) = Known.FirstOrDefault(known => known.Default.Name == name);
        if (fallback is null)
            throw new RecipeException(
                $"{path}.policy",
                $"there is no policy \"{name}\"{Nearest.Hint(name, names)}; known are {string.Join(", ", names)}."
            );

        var merged = (JsonObject)JsonSerializer.SerializeToNode(fallback, RecipeJsonContext.Default.Policy)!;
        JsonText.CheckProperties(element, path, [.. merged.Select(property => property.Key)]);
        foreach (JsonProperty property in element.EnumerateObject())
            merged[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        if (fallback is Choice)
        {
            if (!element.TryGetProperty("policies", out JsonElement inner) || inner.ValueKind != JsonValueKind.Array)
                throw new RecipeException(path, "a choice needs a list \"policies\".");
            // Read once for their errors' paths, and written back with their defaults for the pass below.
            merged["policies"] = new JsonArray([
                .. ReadPolicies(inner, $"{path}.policies")
                    .Select(policy => JsonSerializer.SerializeToNode(policy, RecipeJsonContext.Default.Policy)),
            ]);
        }
        merged.Remove("policy");
        try
        {
            return (Policy)merged.Deserialize(type)!;
        }
        catch (JsonException exception)
        {
            throw JsonText.Explain(exception, path, merged, type);
        }
        catch (ArgumentException exception) when (exception is not RecipeException)
        {
            throw JsonText.Explain(exception, path, merged);
        }
    }
}
