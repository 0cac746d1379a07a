namespace Cutwork.Fuzz;

/// <summary>Makes an input small that fails: takes pieces away as long as it fails in the same way.</summary>
internal static class Smaller
{
    private const int MostTries = 3000;

    public static byte[] Of(byte[] input, Func<byte[], bool> fails)
    {
        int tries = 0;
        for (int piece = input.Length / 2; piece > 0; piece /= 2)
        for (int at = 0; at + piece <= input.Length && tries < MostTries; tries++)
        {
            byte[] less = [.. input[..at], .. input[(at + piece)..]];
            if (fails(less))
                input = less;
            else
                at += piece;
        }
        return input;
    }
}
