namespace Cutwork.Aot;

/// <summary>Something that must hold however the program was compiled, and whatever vectors the processor has.</summary>
/// <param name="Name">What holds.</param>
/// <param name="Check">Throws where it does not.</param>
internal sealed record Law(string Name, Action Check)
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Law> All => [.. KernelLaws.All, .. ToneLaws.All, .. NoiseLaws.All, .. ResamplerLaws.All];
}
