using System.Reflection;
using TorchSharp;

namespace Cutwork.Studies;

/// <summary>What a training was done with.</summary>
public static class Software
{
    /// <summary>.NET, TorchSharp, libtorch and Cutwork, whose version ends in the commit that it was built from. It asks libtorch, which has to be there.</summary>
    public static string Versions =>
        $".NET {Environment.Version}, TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)}, libtorch {torch.__version__}, Cutwork {Own}";

    private static string? Own =>
        typeof(Software).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
