namespace Cutwork.Loading.Tests;

/// <summary>Tests that count what the process holds: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
