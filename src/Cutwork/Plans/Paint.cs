using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>What an eraser fills its regions with. It says nothing of the pixels' domain: the <see cref="Palette"/> does.</summary>
[JsonConverter(typeof(PaintConverter))]
public sealed class Paint : IEquatable<Paint>
{
    // Of both floats and BFloat16.
    private const double LargestValue = 3.38953138925153547590470800371487866880e38;

    private Paint(Source source, PaintKind kind, RandomLaw law = default, ImmutableArray<double> values = default)
    {
        Source = source;
        Kind = kind;
        Law = law;
        Values = values.IsDefault ? [] : values;
    }

    /// <summary>The data set's mean color; 0 in normalized floats. Cutout's choice, and RE-M of Random Erasing.</summary>
    public static Paint Mean { get; } = new(Source.Fill, PaintKind.Mean);

    /// <summary>A random value per pixel and channel, uniform over the domain. RE-R of the Random Erasing paper.</summary>
    public static Paint UniformNoise { get; } = new(Source.Noise, PaintKind.Random, RandomLaw.Uniform);

    /// <summary>A random value per pixel and channel, N(0, 1) after normalization. timm's mode "pixel", torchvision's "random".</summary>
    public static Paint NormalNoise { get; } = new(Source.Noise, PaintKind.Random, RandomLaw.Normal);

    /// <summary>One random color per region, uniform over the domain.</summary>
    public static Paint UniformColor { get; } = new(Source.Color, PaintKind.Random, RandomLaw.Uniform);

    /// <summary>One random color per region, N(0, 1) per channel after normalization. timm's mode "rand".</summary>
    public static Paint NormalColor { get; } = new(Source.Color, PaintKind.Random, RandomLaw.Normal);

    /// <summary>What mixing strokes carry: the partner's pixels.</summary>
    public static Paint Partner { get; } = new(Source.Partner, PaintKind.Partner);

    /// <summary>Source of the strokes.</summary>
    public Source Source { get; }

    /// <summary>How values become pixels.</summary>
    public PaintKind Kind { get; }

    /// <summary>The law, where the paint is random.</summary>
    public RandomLaw Law { get; }

    /// <summary>The constant's values: one for all channels, or one per channel. Empty for other paints.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>
    /// A constant color in [0, 1] per channel, black 0, white 1; the palette turns it into bytes or normalized floats.
    /// One value serves all channels.
    /// </summary>
    /// <exception cref="ArgumentException">No value, or one outside [0, 1].</exception>
    public static Paint Constant(params ReadOnlySpan<double> color)
    {
        foreach (double value in color)
            if (!(value is >= 0 and <= 1))
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"A constant color has values from 0 (black) to 1 (white); {value} is not one. For a value written as it is, use Paint.Raw."
                    ),
                    nameof(color)
                );
        return WithValues(PaintKind.Constant, color);
    }

    /// <summary>
    /// Values written into the pixels as they are, whatever the domain: for recipes that wrote an unnormalized mean into
    /// normalized images, as the Random Erasing code does. One value serves all channels.
    /// </summary>
    /// <exception cref="ArgumentException">No value, or one that is not finite as a float and as a BFloat16.</exception>
    public static Paint Raw(params ReadOnlySpan<double> values) => WithValues(PaintKind.Raw, values);

    private static Paint WithValues(PaintKind kind, ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            throw new ArgumentException("A constant needs one value, or one per channel.", nameof(values));
        foreach (double value in values)
            if (!(Math.Abs(value) <= LargestValue))
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"A constant needs finite values, from −{LargestValue} to {LargestValue}; {value} is not one."
                    ),
                    nameof(values)
                );
        return new Paint(Source.Fill, kind, values: [.. values]);
    }

    /// <summary>The constant of a channel.</summary>
    /// <exception cref="ArgumentException">There are several values, and none for this channel.</exception>
    internal double ValueOf(int channel) =>
        Values.Length == 1 ? Values[0]
        : channel < Values.Length ? Values[channel]
        : throw new ArgumentException(
            $"The paint \"{this}\" has {Values.Length} values, but the image has a channel {channel}; give one value, or one per channel."
        );

    /// <inheritdoc/>
    public bool Equals(Paint? other) =>
        other is not null
        && Source == other.Source
        && Kind == other.Kind
        && Law == other.Law
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Paint);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Source, Kind, Law, Values.Length, Values.IsEmpty ? 0 : Values[0]);

    /// <summary>In English, as in "normal noise" or "the constant 0.5".</summary>
    public override string ToString()
    {
        string values = string.Join(", ", Values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
        string law = Law == RandomLaw.Uniform ? "uniform" : "normal";
        return Kind switch
        {
            PaintKind.Mean => "the mean color",
            PaintKind.Constant => $"the color ({values})",
            PaintKind.Raw => $"the raw values ({values})",
            PaintKind.Partner => "the partner",
            _ => Source == Source.Color ? $"one {law} random color per region" : $"{law} noise per pixel",
        };
    }
}
