namespace Cutwork.Fuzz;

/// <summary>Changes an input at one place, knowing its form.</summary>
internal interface IMutator
{
    /// <summary>The changed input; it may be the same where nothing of the form is found.</summary>
    /// <param name="input">What is changed, a copy of one's own.</param>
    /// <param name="other">Another input of the same target, for splicing.</param>
    /// <param name="random">What decides.</param>
    byte[] Mutate(byte[] input, byte[] other, FuzzRandom random);
}
