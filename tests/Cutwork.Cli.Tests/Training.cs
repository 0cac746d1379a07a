namespace Cutwork.Cli.Tests;

/// <summary>Tests that train: one after another, as each takes all processors.</summary>
[CollectionDefinition(nameof(Training), DisableParallelization = true)]
public sealed class Training;
