namespace Cutwork.TorchSharp.Tests;

/// <summary>Tests that count what the whole process holds: one after the other, beside no other.</summary>
[CollectionDefinition(nameof(Counted), DisableParallelization = true)]
public class Counted;
