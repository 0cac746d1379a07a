namespace Cutwork.Fuzz;

/// <summary>Inputs to change: the seeds, and whatever was answered in a way that had not been seen.</summary>
internal sealed class Corpus
{
    private const int Most = 1024;
    private const long MostBytes = 16 << 20; // of what was learned

    private readonly List<byte[]> inputs;
    private readonly int seeds;
    private readonly HashSet<ulong> seen = [];
    private long bytes;

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
        if (input.Length > MostBytes)
            return;
        while (inputs.Count > seeds && (inputs.Count >= Most || bytes + input.Length > MostBytes))
        {
            int place = seeds + random.Below(inputs.Count - seeds);
            bytes -= inputs[place].Length;
            inputs[place] = inputs[^1];
            inputs.RemoveAt(inputs.Count - 1);
        }
        inputs.Add(input);
        bytes += input.Length;
    }
}
