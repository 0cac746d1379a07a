using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>A closed range of counts, both ends included. In JSON: <c>[least, most]</c>, or one number.</summary>
[JsonConverter(typeof(CountRangeConverter))]
public readonly record struct CountRange
{
    /// <summary>The most strokes that one policy may lay on one image.</summary>
    public const int Limit = 1024;

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, at least 1 and at most <see cref="Limit"/>.</summary>
    /// <exception cref="ArgumentException">Out of these bounds, or reversed.</exception>
    public CountRange(int least, int most)
    {
        if (least < 1 || most > Limit || least > most)
            throw new ArgumentException(
                $"A count from {least} to {most} was given; it must go upwards, from at least 1 to at most {Limit}."
            );
        Least = least;
        Most = most;
    }

    /// <summary>The least count.</summary>
    public int Least { get; }

    /// <summary>The greatest count, included.</summary>
    public int Most { get; }

    /// <summary>(least, most).</summary>
    public static implicit operator CountRange((int Least, int Most) ends) => new(ends.Least, ends.Most);

    /// <summary>A fixed count.</summary>
    public static implicit operator CountRange(int count) => new(count, count);

    /// <summary>"1 to 3", or the one count.</summary>
    public override string ToString() => Least == Most ? $"{Least}" : $"{Least} to {Most}";
}
