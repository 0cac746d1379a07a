namespace Cutwork.Fuzz;

/// <summary>What was accepted does not obey a law of its target.</summary>
internal sealed class LawException(string message) : Exception(message)
{
    /// <summary>Throws where a law does not hold.</summary>
    public static void Check(bool holds, string law)
    {
        if (!holds)
            throw new LawException(law);
    }
}
