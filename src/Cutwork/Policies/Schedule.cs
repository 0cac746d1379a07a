using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cutwork;

/// <summary>Which recipe in which epoch.</summary>
public sealed class Schedule : IEquatable<Schedule>
{
    private const int Format = 1;

    /// <summary>A schedule of phases, in the order of their first epochs.</summary>
    /// <param name="epochs">Epochs of the whole training.</param>
    /// <param name="phases">At least one, each beginning after the one before; before the first one nothing is done.</param>
    /// <exception cref="ArgumentException">No phase, or not in order, or one that begins after the end.</exception>
    public Schedule(int epochs, params ReadOnlySpan<Phase> phases)
    {
        Epochs = Guard.AtLeast(epochs, 1, nameof(epochs), "epoch");
        Phases = [.. phases];
        if (Phases.IsEmpty)
            throw new ArgumentException("A schedule needs at least one phase.", nameof(phases));
        for (int index = 0; index < Phases.Length; index++)
            if (index > 0 && Phases[index].From <= Phases[index - 1].From || Phases[index].From >= epochs)
                throw new ArgumentException(
                    $"Phase {index} begins in epoch {Phases[index].From}; phases must begin one after the other, before epoch {epochs}.",
                    nameof(phases)
                );
    }

    /// <summary>Epochs of the whole training.</summary>
    public int Epochs { get; }

    /// <summary>The phases, in order.</summary>
    public ImmutableArray<Phase> Phases { get; }

    /// <summary>In how many of the last epochs nothing is done, so that training ends on plain images.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or more than there are epochs.</exception>
    public int OffForLast
    {
        get;
        init => field = (int)Guard.Between(value, 0, Epochs, nameof(OffForLast), "a number of epochs");
    }

    /// <summary>The recipe of an epoch, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is negative.</exception>
    public Recipe At(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        if (epoch >= Epochs - OffForLast)
            return Recipe.None;
        return Phases.LastOrDefault(phase => phase.From <= epoch)?.At(epoch) ?? Recipe.None;
    }

    /// <summary>The schedule as JSON, indented.</summary>
    /// <param name="catalog">How policies are written; Cutwork's own unless given.</param>
    /// <exception cref="RecipeException">A policy is not in the catalog.</exception>
    public string ToJson(PolicyCatalog? catalog = null)
    {
        var phases = new JsonArray();
        foreach (Phase phase in Phases)
        {
            var item = new JsonObject
            {
                ["from"] = phase.From,
                ["policies"] = RecipeJson.WritePolicies(
                    phase.Recipe.Policies,
                    $"$.phases[{phases.Count}].policies",
                    catalog ?? PolicyCatalog.BuiltIn
                ),
            };
            if (phase.Ramp is { } ramp)
                item["ramp"] = new JsonObject
                {
                    ["start"] = ramp.Start,
                    ["end"] = ramp.End,
                    ["epochs"] = ramp.Epochs,
                };
            phases.Add((JsonNode)item);
        }
        return new JsonObject
        {
            ["format"] = Format,
            ["epochs"] = Epochs,
            ["offForLast"] = OffForLast,
            ["phases"] = phases,
        }.ToJsonString(RecipeJsonContext.Default.Options);
    }

    /// <summary>Reads a schedule.</summary>
    /// <param name="json">The text of a schedule's file.</param>
    /// <param name="catalog">The policies that it may name; Cutwork's own unless given.</param>
    /// <exception cref="RecipeException">Not a possible schedule; the message begins with the path of what is wrong.</exception>
    public static Schedule FromJson(string json, PolicyCatalog? catalog = null)
    {
        using JsonDocument document = JsonText.Parse(json);
        JsonElement root = document.RootElement;
        JsonText.CheckProperties(root, "$", ["format", "epochs", "offForLast", "phases"]);
        JsonText.CheckFormat(root, Format);
        if (!root.TryGetProperty("phases", out JsonElement items) || items.ValueKind != JsonValueKind.Array)
            throw new RecipeException("$", "a schedule needs a list \"phases\".");
        Phase[] phases =
        [
            .. items
                .EnumerateArray()
                .Select((item, index) => ReadPhase(item, $"$.phases[{index}]", catalog ?? PolicyCatalog.BuiltIn)),
        ];
        return Refuse(
            "$",
            () =>
                new Schedule(Whole(root, "$", "epochs", null), phases)
                {
                    OffForLast = Whole(root, "$", "offForLast", 0),
                }
        );
    }

    private static Phase ReadPhase(JsonElement item, string path, PolicyCatalog catalog)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw new RecipeException(path, "a phase is an object with \"from\" and \"policies\".");
        JsonText.CheckProperties(item, path, ["from", "policies", "ramp"]);
        Recipe recipe = RecipeJson.ReadRecipe(item, path, catalog);
        Ramp? ramp = null;
        if (item.TryGetProperty("ramp", out JsonElement given))
        {
            JsonText.CheckProperties(given, $"{path}.ramp", ["start", "end", "epochs"]);
            ramp = Refuse(
                $"{path}.ramp",
                () =>
                    new Ramp(
                        Number(given, $"{path}.ramp", "start"),
                        Number(given, $"{path}.ramp", "end"),
                        Whole(given, $"{path}.ramp", "epochs", null)
                    )
            );
        }
        return Refuse(path, () => new Phase(Whole(item, path, "from", 0), recipe) { Ramp = ramp });
    }

    private static T Refuse<T>(string path, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException exception) when (exception is not RecipeException)
        {
            throw JsonText.Explain(exception, path, []);
        }
    }

    private static int Whole(JsonElement element, string path, string name, int? fallback) =>
        !element.TryGetProperty(name, out JsonElement value)
            ? fallback ?? throw new RecipeException(path, $"it needs \"{name}\", a whole number.")
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number
        : throw new RecipeException($"{path}.{name}", $"{value.GetRawText()} does not fit; a whole number is needed.");

    private static double Number(JsonElement element, string path, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : throw new RecipeException($"{path}.{name}", "a number is needed.");

    /// <summary>In English, a line per phase.</summary>
    public override string ToString()
    {
        IEnumerable<string> lines = Phases.Select(phase =>
            $"From epoch {phase.From}"
            + (
                phase.Ramp is { } ramp
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $", probabilities scaled from {ramp.Start:0.##} to {ramp.End:0.##} over {ramp.Epochs} epochs"
                    )
                    : ""
            )
            + $":\n{phase.Recipe}"
        );
        string off = OffForLast == 0 ? "" : $"\nNothing in the last {OffForLast} of {Epochs} epochs.";
        return string.Join('\n', lines) + off;
    }

    /// <inheritdoc/>
    public bool Equals(Schedule? other) =>
        other is not null
        && Epochs == other.Epochs
        && OffForLast == other.OffForLast
        && Phases.AsSpan().SequenceEqual(other.Phases.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Schedule);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Epochs, OffForLast, Phases.Length);
}
