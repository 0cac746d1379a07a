namespace Cutwork.Studies.Tests;

/// <summary>Trainings fill all cores, and tests of them count the tensors of the whole process: one after the other, beside no other.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
