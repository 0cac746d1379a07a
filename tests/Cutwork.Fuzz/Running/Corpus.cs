namespace Cutwork.Fuzz;

/// <summary>Inputs to change: the seeds, and whatever was answered in a way that had not been seen.</summary>
internal sealed class Corpus
{
    private const int Most = 1024;

    private readonly List<byte[]> inputs;
    private readonly int seeds;
    private readonly HashSet<ulong> seen = [];

    public Corpus(IEnumerable<byte[]> inputs)
    {
        this.inputs = [.. inputs];
        seeds = this.inputs.Count;
    }

    /// <summary>One of them, a seed as often as not.</summary>
    public byte[] Choose(FuzzRandom random) => inputs[random.Below(random.OneIn(2) ? seeds : inputs.Count)];

    /// <summary>Keeps an input whose answer is new, by its words without names and numbers.</summary>
    public void Learn(byte[] input, string answer, FuzzRandom random)
    {
        ulong hash = 14695981039346656037;
        bool quoted = false;
        foreach (char letter in answer.AsSpan(0, Math.Min(answer.Length, 200)))
        {
            quoted ^= letter is '"' or '\'';
            if (!quoted && char.IsAsciiLetter(letter))
                hash = (hash ^ letter) * 1099511628211;
        }
        if (!seen.Add(hash))
            return;
        if (inputs.Count < Most)
            inputs.Add(input);
        else
            inputs[seeds + random.Below(inputs.Count - seeds)] = input;
    }
}
