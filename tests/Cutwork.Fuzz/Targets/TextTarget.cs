using System.Text;

namespace Cutwork.Fuzz;

/// <summary>A document of JSON that is read from a string, and comes back when it is written.</summary>
internal abstract class TextTarget<T> : Target
{
    public override IReadOnlyList<IMutator> Mutators { get; } =
    [new JsonMutator(), new JsonMutator(), new JsonMutator(), new ByteMutator()];

    public override IEnumerable<byte[]> Seeds() => Documents().Select(Write).Select(Encoding.UTF8.GetBytes);

    public override void Run(byte[] input)
    {
        T document = Read(Encoding.UTF8.GetString(input).Replace(JsonMutator.LoneSurrogate, '\uD800'));
        string text = Write(document);
        T again = Read(text);
        LawException.Check(document!.Equals(again), "what was read and written does not come back");
        LawException.Check(Write(again) == text, "what was written twice is not the same");
        LawException.Check(document.ToString() is not null, "it does not print itself");
    }

    protected abstract IEnumerable<T> Documents();

    protected abstract T Read(string text);

    protected abstract string Write(T document);
}
