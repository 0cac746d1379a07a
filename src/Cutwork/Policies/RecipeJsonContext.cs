using System.Text.Json.Serialization;

namespace Cutwork;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true,
    AllowOutOfOrderMetadataProperties = true
)]
[JsonSerializable(typeof(Policy))]
internal sealed partial class RecipeJsonContext : JsonSerializerContext;
