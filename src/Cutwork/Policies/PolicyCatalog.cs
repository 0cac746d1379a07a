using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Cutwork;

/// <summary>
/// The policies that recipe files may name: Cutwork's own, and those that a program adds:
/// <c>Recipe.FromJson(json, PolicyCatalog.BuiltIn.With(new StripMix()))</c>.
/// </summary>
/// <remarks>A value: adding gives another catalog, and nothing is registered for the whole program.</remarks>
public sealed class PolicyCatalog
{
    private readonly ImmutableArray<Entry> entries;

    private PolicyCatalog(ImmutableArray<Entry> entries) => this.entries = entries;

    /// <summary>A policy as a file leaves it when it says nothing but its name, and how it is written.</summary>
    internal sealed record Entry(Policy Default, JsonTypeInfo Type);

    /// <summary>The policies of Cutwork.</summary>
    public static PolicyCatalog BuiltIn { get; } =
        new([
            new(new Cutout(), RecipeJsonContext.Default.Cutout),
            new(new RandomErasing(), RecipeJsonContext.Default.RandomErasing),
            new(new Mixup(), RecipeJsonContext.Default.Mixup),
            new(new CutMix(), RecipeJsonContext.Default.CutMix),
            new(new Choice(new Cutout()), RecipeJsonContext.Default.Choice),
            new(new RandomResizedCrop(), RecipeJsonContext.Default.RandomResizedCrop),
            new(new CenterCrop(), RecipeJsonContext.Default.CenterCrop),
            new(new PadCrop(), RecipeJsonContext.Default.PadCrop),
            new(new Flip(), RecipeJsonContext.Default.Flip),
        ]);

    /// <summary>The names of its policies, as files say them.</summary>
    public IReadOnlyList<string> Names => [.. entries.Select(entry => entry.Default.Name)];

    /// <summary>The catalog with a policy of another's; its public properties are what a file may set, in camelCase.</summary>
    /// <param name="defaults">The policy as it is where a file gives no property; its <see cref="Policy.Name"/> is its name in files.</param>
    /// <exception cref="ArgumentException">Its name is taken, or not in lower case with hyphens.</exception>
    [RequiresUnreferencedCode("Finds the policy's properties by reflection; native programs give a JsonTypeInfo.")]
    [RequiresDynamicCode("Finds the policy's properties by reflection; native programs give a JsonTypeInfo.")]
    public PolicyCatalog With<T>(T defaults)
        where T : Policy
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            AllowOutOfOrderMetadataProperties = true,
            Converters = { new JsonStringEnumConverter() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        return With(defaults, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
    }

    /// <inheritdoc cref="With{T}(T)"/>
    /// <param name="defaults">The policy as it is where a file gives no property; its <see cref="Policy.Name"/> is its name in files.</param>
    /// <param name="type">How it is written, of a source-generated context with camelCase names.</param>
    public PolicyCatalog With<T>(T defaults, JsonTypeInfo<T> type)
        where T : Policy
    {
        ArgumentNullException.ThrowIfNull(defaults);
        ArgumentNullException.ThrowIfNull(type);
        string name = defaults.Name;
        if (string.IsNullOrEmpty(name) || name.Any(sign => sign is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '-')))
            throw new ArgumentException(
                $"A policy's name in files has lower-case letters, digits and hyphens, as in \"random-erasing\"; given \"{name}\".",
                nameof(defaults)
            );
        if (Find(name) is { } taken)
            throw new ArgumentException(
                $"\"{name}\" is the name of {taken.Default.GetType().Name} already; give the policy another one.",
                nameof(defaults)
            );
        return new(entries.Add(new Entry(defaults, type)));
    }

    internal Entry? Find(string name) => entries.FirstOrDefault(entry => entry.Default.Name == name);

    internal Entry? Find(Type type) => entries.FirstOrDefault(entry => entry.Default.GetType() == type);
}
