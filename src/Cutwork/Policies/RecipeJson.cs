using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cutwork;

/// <summary>
/// Recipes as JSON. Reading goes policy by policy over the defaults of each, so that what is left out keeps its default and
/// every error has a path.
/// </summary>
internal static class RecipeJson
{
    public const int Format = 1;

    public static string Write(Recipe recipe, PolicyCatalog catalog)
    {
        var document = new JsonObject
        {
            ["format"] = Format,
            ["policies"] = WritePolicies(recipe.Policies, "$.policies", catalog),
        };
        return document.ToJsonString(RecipeJsonContext.Default.Options);
    }

    public static JsonArray WritePolicies(ImmutableArray<Policy> policies, string path, PolicyCatalog catalog)
    {
        var written = new JsonArray();
        foreach (Policy policy in policies)
            written.Add((JsonNode)WritePolicy(policy, $"{path}[{written.Count}]", catalog));
        return written;
    }

    private static JsonObject WritePolicy(Policy policy, string path, PolicyCatalog catalog)
    {
        PolicyCatalog.Entry entry =
            catalog.Find(policy.GetType())
            ?? throw new RecipeException(
                path,
                $"{policy.GetType().Name} is a policy of your own; name it in a catalog, as in recipe.ToJson(PolicyCatalog.BuiltIn.With(new {policy.GetType().Name}()))."
            );
        var written = new JsonObject { ["policy"] = policy.Name };
        // The alternatives may be of anybody: they are written one by one, in the place of as many that are known.
        Policy known = policy is Choice choice
            ? choice.WithPolicies([.. choice.Policies.Select(_ => new Cutout())])
            : policy;
        var properties = (JsonObject)JsonSerializer.SerializeToNode(known, entry.Type)!;
        foreach ((string name, JsonNode? value) in properties)
            written[name] = value?.DeepClone();
        if (policy is Choice { Policies: var alternatives })
            written["policies"] = WritePolicies(alternatives, $"{path}.policies", catalog);
        return written;
    }

    public static Recipe Read(string json, PolicyCatalog catalog)
    {
        using JsonDocument document = JsonText.Parse(json);
        JsonText.CheckProperties(document.RootElement, "$", ["format", "policies"]);
        JsonText.CheckFormat(document.RootElement, Format);
        return ReadRecipe(document.RootElement, "$", catalog);
    }

    /// <summary>The recipe of an object that has "policies".</summary>
    public static Recipe ReadRecipe(JsonElement element, string path, PolicyCatalog catalog)
    {
        if (!element.TryGetProperty("policies", out JsonElement policies) || policies.ValueKind != JsonValueKind.Array)
            throw new RecipeException(path, "a recipe needs a list \"policies\"; [] leaves every image as it is.");
        try
        {
            return new Recipe(ReadPolicies(policies, $"{path}.policies", catalog));
        }
        catch (RecipeException exception)
            when (path != "$" && exception.Path.StartsWith("$.policies", StringComparison.Ordinal))
        {
            throw new RecipeException(path + exception.Path[1..], exception.Reason, exception);
        }
    }

    private static Policy[] ReadPolicies(JsonElement policies, string path, PolicyCatalog catalog) =>
        [.. policies.EnumerateArray().Select((item, index) => ReadPolicy(item, $"{path}[{index}]", catalog))];

    private static Policy ReadPolicy(JsonElement element, string path, PolicyCatalog catalog)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new RecipeException(path, "a policy is an object, as in {\"policy\": \"cutmix\", \"alpha\": 1}.");
        IReadOnlyList<string> names = catalog.Names;
        if (!element.TryGetProperty("policy", out JsonElement tag) || tag.ValueKind != JsonValueKind.String)
            throw new RecipeException(path, $"it needs \"policy\", one of {string.Join(", ", names)}.");
        string name = tag.GetString()!;
        if (catalog.Find(name) is not { } entry)
            throw new RecipeException(
                $"{path}.policy",
                $"there is no policy \"{name}\"{Nearest.Hint(name, names)}; known are {string.Join(", ", names)}."
            );

        JsonObject merged = WritePolicy(entry.Default, path, catalog);
        JsonText.CheckProperties(element, path, [.. merged.Select(property => property.Key)]);
        foreach (JsonProperty property in element.EnumerateObject())
            merged[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        merged.Remove("policy");
        Policy[] alternatives = [];
        if (entry.Default is Choice)
        {
            if (!element.TryGetProperty("policies", out JsonElement inner) || inner.ValueKind != JsonValueKind.Array)
                throw new RecipeException(path, "a choice needs a list \"policies\".");
            alternatives = ReadPolicies(inner, $"{path}.policies", catalog);
            merged["policies"] = new JsonArray([
                .. alternatives.Select(_ =>
                    JsonSerializer.SerializeToNode<Policy>(new Cutout(), RecipeJsonContext.Default.Policy)
                ),
            ]);
        }
        try
        {
            var policy = (Policy)merged.Deserialize(entry.Type)!;
            return policy is Choice choice ? choice.WithPolicies([.. alternatives]) : policy;
        }
        catch (JsonException exception)
        {
            throw JsonText.Explain(exception, path, merged, entry.Type);
        }
        catch (ArgumentException exception) when (exception is not RecipeException)
        {
            throw JsonText.Explain(exception, path, merged);
        }
    }
}
