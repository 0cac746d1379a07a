namespace Cutwork;

/// <summary>A recipe that is not possible; <see cref="Path"/> says where.</summary>
public sealed class RecipeException : ArgumentException
{
    /// <summary>What is wrong, and where.</summary>
    public RecipeException(string path, string reason, Exception? inner = null)
        : base($"{path}: {reason}", inner)
    {
        Path = path;
        Reason = reason;
    }

    /// <summary>The place in the recipe, as in "$.policies[1].alpha".</summary>
    public string Path { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }
}
